package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A song as the API shows it, but for {@code audioUrl}: here it is the stored location ({@code
 * s3://bucket/key}), and whoever sends the row to a client signs it. Durations in seconds.
 */
public record SongRow(
    UUID id,
    UUID userId,
    String name,
    String songType,
    @Nullable String presetType,
    @Nullable String theme,
    @Nullable String mood,
    @Nullable String voiceType,
    @Nullable String tempo,
    boolean isInstrumental,
    @Nullable String userLyricInput,
    @Nullable String lyrics,
    String status,
    int attempt,
    UUID generationId,
    @Nullable String audioUrl,
    @Nullable Double durationSeconds,
    @Nullable String error,
    boolean retryable,
    boolean isFavorite,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant readyAt) {}
