/** The instance's signing keys and the tokens operators sign with them. */
@NullMarked
package ai.babymusic.local.signing;

import org.jspecify.annotations.NullMarked;
