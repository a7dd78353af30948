/** The clock of a submitted attempt: polling, overdue, unknown, given up. */
@NullMarked
package ai.babymusic.worker.watch;

import org.jspecify.annotations.NullMarked;
