/** How records are read: CloudEvents, retries for ever, dead letters at once. */
@NullMarked
package ai.babymusic.worker.kafka;

import org.jspecify.annotations.NullMarked;
