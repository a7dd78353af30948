/** What the provider says of its tasks, and what that does to an attempt. */
@NullMarked
package ai.babymusic.worker.reports;

import org.jspecify.annotations.NullMarked;
