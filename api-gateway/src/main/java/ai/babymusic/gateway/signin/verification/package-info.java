/** What somebody may do who shows that a mail reached them. */
@NullMarked
package ai.babymusic.gateway.signin.verification;

import org.jspecify.annotations.NullMarked;
