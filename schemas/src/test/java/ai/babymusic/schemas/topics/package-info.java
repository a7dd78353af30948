/** The description of the topics for others, against the topics. */
@NullMarked
package ai.babymusic.schemas.topics;

import org.jspecify.annotations.NullMarked;
