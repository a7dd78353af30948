/** How often somebody may try: per client address and per account, the same on every gateway. */
@NullMarked
package ai.babymusic.gateway.signin.limits;

import org.jspecify.annotations.NullMarked;
