package ai.babymusic.relay;

import java.time.Instant;

/**
 * A row that the relay wrote for itself. When it comes back, what it knew to be over is in Kafka.
 *
 * @param xmin every transaction before this one had ended when it was written
 */
record Heartbeat(String xmin, Instant writtenAt) {}
