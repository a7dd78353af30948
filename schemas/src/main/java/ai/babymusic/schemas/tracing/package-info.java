/** How a trace goes on in another process: the W3C trace context that events carry. */
@NullMarked
package ai.babymusic.schemas.tracing;

import org.jspecify.annotations.NullMarked;
