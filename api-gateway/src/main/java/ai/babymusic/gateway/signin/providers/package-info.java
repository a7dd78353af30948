/** Sign-in by other providers, as OpenID Connect says it is done. */
@NullMarked
package ai.babymusic.gateway.signin.providers;

import org.jspecify.annotations.NullMarked;
