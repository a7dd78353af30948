/** Sign-ins: their access tokens, and refresh tokens that rotate. */
@NullMarked
package ai.babymusic.gateway.signin.sessions;

import org.jspecify.annotations.NullMarked;
