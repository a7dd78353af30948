package ai.babymusic.worker.generations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it stood when it was read.
 *
 * @param callStartedAt when the provider was last about to be called; absent if it surely was not
 * @param refusals how often the provider has refused it for now
 * @param singledOut how often of those the provider had just taken another
 * @param refusedSince from then on it was refused each time, without a reason; absent if it was not
 * @param audioUrls addresses of its takes that reports have told and that were tried
 * @param readAt the database's clock at that moment: ages are measured by one clock
 */
public record Generation(
    UUID id,
    UUID songId,
    UUID userId,
    int attempt,
    String requestedBy,
    GenerationStatus status,
    @Nullable String taskId,
    @Nullable Instant callStartedAt,
    @Nullable Instant submittedAt,
    @Nullable Instant overdueAt,
    int refusals,
    int singledOut,
    @Nullable Instant refusedSince,
    @Nullable String errorCode,
    List<String> audioUrls,
    @Nullable String traceparent,
    Instant readAt) {

  /** How long ago the provider was called, or was first heard of; zero if neither. */
  public Duration sinceSubmission() {
    Instant start = callStartedAt != null ? callStartedAt : submittedAt;
    return start == null ? Duration.ZERO : Duration.between(start, readAt);
  }

  /** For how long the provider has taken nothing of it; zero if it was not asked, or said why. */
  public Duration refusedFor() {
    return refusedSince == null ? Duration.ZERO : Duration.between(refusedSince, readAt);
  }
}
