/** Sign-in, as the published npm client does it on its users' devices. */
@NullMarked
package ai.babymusic.systemtests.signin;

import org.jspecify.annotations.NullMarked;
