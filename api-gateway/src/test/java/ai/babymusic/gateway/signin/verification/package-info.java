/** Links and codes that come back from mails. */
@NullMarked
package ai.babymusic.gateway.signin.verification;

import org.jspecify.annotations.NullMarked;
