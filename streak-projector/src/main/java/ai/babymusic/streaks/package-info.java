/** Turns reported activity into streaks: one record, one call of the function that owns them. */
@NullMarked
package ai.babymusic.streaks;

import org.jspecify.annotations.NullMarked;
