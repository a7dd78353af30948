/** Work that outlives the process: persistent jobs, each run by one worker at a time. */
@NullMarked
package ai.babymusic.worker.jobs;

import org.jspecify.annotations.NullMarked;
