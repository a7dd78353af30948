/**
 * A PIAPI of our own: tasks, webhooks and audio as the music provider makes them, and its faults.
 */
@NullMarked
package ai.babymusic.local.piapi;

import org.jspecify.annotations.NullMarked;
