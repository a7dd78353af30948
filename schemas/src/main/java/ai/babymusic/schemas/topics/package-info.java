/** The topics: names, partitions and how long they keep what they hold. */
@NullMarked
package ai.babymusic.schemas.topics;

import org.jspecify.annotations.NullMarked;
