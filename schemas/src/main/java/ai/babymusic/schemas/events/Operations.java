package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code ops.*.v1}: what operators read. */
public sealed interface Operations extends Event {

  /**
   * {@code ops.generations.v1}: an attempt as it stands after a change, with the time of each
   * state.
   */
  record GenerationChanged(
      UUID generationId,
      UUID songId,
      UUID userId,
      int attempt,
      String requestedBy,
      String status,
      @Nullable String taskId,
      Instant requestedAt,
      @Nullable Instant submittedAt,
      @Nullable Instant completedAt,
      @Nullable Instant overdueAt,
      @Nullable String blockedReason,
      @Nullable String error,
      @Nullable String errorCode,
      boolean retryable,
      @Nullable String lyricsSource,
      Map<String, Instant> timings,
      @Nullable ObjectNode usage)
      implements Operations {}

  /**
   * {@code ops.lyric-errors.v1}: the language model failed; the song goes on with our own lyrics.
   */
  record LyricGenerationFailed(
      UUID id,
      UUID songId,
      UUID userId,
      String errorMessage,
      @Nullable String theme,
      @Nullable String mood,
      @Nullable String presetType,
      String songType,
      boolean hasUserInput,
      Instant createdAt)
      implements Operations {}

  /** {@code ops.rejections.v1}: webhooks refused for one reason since the last such record. */
  record WebhooksRejected(String source, String reason, long count, Instant since, Instant until)
      implements Operations {}
}
