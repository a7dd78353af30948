/** Who may go to the provider next: the plan's limit, fairness between users, back-offs. */
@NullMarked
package ai.babymusic.worker.admission;

import org.jspecify.annotations.NullMarked;
