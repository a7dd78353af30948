/**
 * Takes the provider's callbacks: checks the secret, keeps it out of sight, and hands the task to
 * Kafka.
 */
@NullMarked
package ai.babymusic.ingest;

import org.jspecify.annotations.NullMarked;
