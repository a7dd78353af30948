/** What PostgreSQL itself guarantees: announcements, numbers, rights, streaks. */
@NullMarked
package ai.babymusic.systemtests.contracts;

import org.jspecify.annotations.NullMarked;
