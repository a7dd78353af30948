/** Ends sessions and tries their tokens. */
@NullMarked
package ai.babymusic.gateway.revocations;

import org.jspecify.annotations.NullMarked;
