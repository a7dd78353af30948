package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.input.Cursor;
import ai.babymusic.gateway.problems.InvalidField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A page of what happened within a time, newest first.
 *
 * @param since the earliest, inclusive
 * @param until the latest, exclusive
 */
record Period(Instant since, Instant until, int limit, @Nullable Cursor after) {

  private static final int LARGEST_PAGE = 200;

  // PostgreSQL's timestamps end sooner than Java's.
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final UUID HIGHEST = new UUID(-1, -1);

  /**
   * Reads the parameters that these routes share.
   *
   * @throws InvalidField naming the one that cannot be used
   */
  static Period parse(
      @Nullable String since, @Nullable String until, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw InvalidField.because("limit", "must be between 1 and " + LARGEST_PAGE);
    }
    return new Period(
        since == null ? EARLIEST : instant("since", since),
        until == null ? LATEST : instant("until", until),
        limit,
        cursor == null ? null : Cursor.parse(cursor));
  }

  private static Instant instant(String field, String text) {
    try {
      Instant at = Instant.parse(text);
      if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
        throw InvalidField.because(field, "must lie between " + EARLIEST + " and " + LATEST);
      }
      return at;
    } catch (DateTimeException _) {
      throw InvalidField.because(field, "must be a time such as 2026-11-02T12:00:00Z");
    }
  }

  /**
   * Sets {@code :since}, {@code :until}, {@code :at}, {@code :id}, and a {@code :limit} one larger.
   */
  StatementSpec set(StatementSpec statement) {
    return statement
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("at", after == null ? LATEST.atOffset(ZoneOffset.UTC) : after.atUtc())
        .param("id", after == null ? HIGHEST : after.id())
        .param("limit", limit + 1);
  }

  OffsetDateTime sinceUtc() {
    return since.atOffset(ZoneOffset.UTC);
  }

  OffsetDateTime untilUtc() {
    return until.atOffset(ZoneOffset.UTC);
  }
}
