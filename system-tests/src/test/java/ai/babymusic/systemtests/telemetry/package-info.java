/** What operators see of the running whole: one trace a song, figures, log lines. */
@NullMarked
package ai.babymusic.systemtests.telemetry;

import org.jspecify.annotations.NullMarked;
