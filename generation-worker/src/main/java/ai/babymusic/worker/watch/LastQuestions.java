package ai.babymusic.worker.watch;

import java.time.Instant;

/**
 * What a watch job remembers of an attempt that has had its time.
 *
 * @param since when the provider was first asked a last time, by the database's clock
 */
public record LastQuestions(Instant since) {}
