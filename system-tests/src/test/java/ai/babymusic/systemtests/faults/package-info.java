/**
 * Processes die or hang, one alone, all at once, at random: no song is stuck, lost or paid twice.
 */
@NullMarked
package ai.babymusic.systemtests.faults;

import org.jspecify.annotations.NullMarked;
