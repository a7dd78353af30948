/**
 * What is measured of songs as a whole: how many are where, for how long, and how full the plan is.
 */
@NullMarked
package ai.babymusic.worker.measures;

import org.jspecify.annotations.NullMarked;
