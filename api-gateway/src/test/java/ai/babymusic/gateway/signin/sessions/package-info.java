/** Holds refresh tokens to their rules. */
@NullMarked
package ai.babymusic.gateway.signin.sessions;

import org.jspecify.annotations.NullMarked;
