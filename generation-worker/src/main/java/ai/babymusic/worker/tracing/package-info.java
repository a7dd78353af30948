/** Whatever is done for an attempt is part of the trace that its parent's request began. */
@NullMarked
package ai.babymusic.worker.tracing;

import org.jspecify.annotations.NullMarked;
