/** The events against their schemas and golden samples. */
@NullMarked
package ai.babymusic.schemas.events;

import org.jspecify.annotations.NullMarked;
