/** The events: one sealed interface a topic, its records, and how they are read and written. */
@NullMarked
package ai.babymusic.schemas.events;

import org.jspecify.annotations.NullMarked;
