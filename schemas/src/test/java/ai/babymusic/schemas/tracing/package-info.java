@NullMarked
package ai.babymusic.schemas.tracing;

import org.jspecify.annotations.NullMarked;
