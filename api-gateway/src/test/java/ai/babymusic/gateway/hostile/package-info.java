/** Every route of the gateway under requests by the ten thousand that nobody should send. */
@NullMarked
package ai.babymusic.gateway.hostile;

import org.jspecify.annotations.NullMarked;
