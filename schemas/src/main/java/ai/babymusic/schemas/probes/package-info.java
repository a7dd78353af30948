/** What services have in common when they are asked how they are. */
@NullMarked
package ai.babymusic.schemas.probes;

import org.jspecify.annotations.NullMarked;
