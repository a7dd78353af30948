/** A gateway that runs, and somebody who talks to it. */
@NullMarked
package ai.babymusic.gateway.running;

import org.jspecify.annotations.NullMarked;
