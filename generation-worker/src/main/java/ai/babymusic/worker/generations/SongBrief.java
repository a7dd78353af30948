package ai.babymusic.worker.generations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a song shall be like, in the words of the tables, and what is known of the baby.
 *
 * @param seed differs from attempt to attempt, so that two songs differ
 */
public record SongBrief(
    UUID songId,
    UUID userId,
    String name,
    String songType,
    @Nullable String presetType,
    @Nullable String theme,
    @Nullable String mood,
    @Nullable String voiceType,
    @Nullable String tempo,
    boolean instrumental,
    @Nullable String userLyricInput,
    @Nullable String lyrics,
    @Nullable String babyName,
    @Nullable String gender,
    @Nullable String ageGroup,
    String language,
    long seed) {}
