package ai.babymusic.schemas.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile as the API shows it. No e-mail address: it is not for topics. */
public record ProfileRow(
    UUID id,
    @Nullable String name,
    @Nullable String babyName,
    @Nullable Integer birthMonth,
    @Nullable Integer birthYear,
    @Nullable String ageGroup,
    @Nullable String gender,
    String preferredLanguage,
    String timezone,
    int currentStreak,
    @Nullable LocalDate lastActiveDate,
    Instant createdAt,
    Instant updatedAt) {}
