/** Processes kept alive: started, watched, restarted, ended in order, found again by pid file. */
@NullMarked
package ai.babymusic.local.supervision;

import org.jspecify.annotations.NullMarked;
