/** Which passwords are taken, and how they are kept. */
@NullMarked
package ai.babymusic.gateway.signin.passwords;

import org.jspecify.annotations.NullMarked;
