package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Another take of a song. {@code audioUrl} is a stored location, as in {@link SongRow}. */
public record SongVariationRow(
    UUID id,
    UUID songId,
    UUID userId,
    @Nullable UUID generationId,
    @Nullable String title,
    String audioUrl,
    @Nullable Double durationSeconds,
    Instant createdAt) {}
