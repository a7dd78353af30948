/** What can be set, checked at the start. */
@NullMarked
package ai.babymusic.worker.settings;

import org.jspecify.annotations.NullMarked;
