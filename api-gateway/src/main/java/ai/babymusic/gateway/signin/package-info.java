/** Sign-up, sign-in and sign-out under {@code /auth/v1}, as the published clients speak it. */
@NullMarked
package ai.babymusic.gateway.signin;

import org.jspecify.annotations.NullMarked;
