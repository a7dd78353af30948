package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.OwnRows;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Wishes for songs. One transaction each: the user's lock, then what came before with the same key,
 * then the limits, then song, attempt and announcement together or not at all.
 */
@Component
class SongRequests {
  private static final Logger log = LoggerFactory.getLogger(SongRequests.class);

  private final OwnRows rows;
  private final Forecasts forecasts;
  private final Limits limits;

  SongRequests(OwnRows rows, Forecasts forecasts, GatewaySettings settings) {
    this.rows = rows;
    this.forecasts = forecasts;
    this.limits =
        new Limits(settings.songs().maxActivePerUser(), settings.songs().maxPerUserPerDay());
  }

  /** A new song; with a key, the one song of that key. */
  Outcome ask(UUID user, SongBrief brief, @Nullable IdempotencyKey key) {
    UUID id = key == null ? UUID.randomUUID() : key.songId(user);
    return logged(user, inTurn(user, wish -> ask(wish, id, brief, key != null)));
  }

  /** Another attempt at a song that failed or was cancelled. */
  Outcome retry(UUID user, UUID id) {
    return logged(user, inTurn(user, wish -> retry(wish, id)));
  }

  /** The {@code RateLimit-Policy} of both. */
  String policy() {
    return limits.policy();
  }

  private Outcome ask(Wish wish, UUID id, SongBrief brief, boolean mayBeRepeated) {
    Optional<Outcome> earlier = mayBeRepeated ? earlier(wish, id, brief) : Optional.empty();
    return earlier.orElseGet(() ->
        withinLimits(
            wish,
            rateLimit ->
                wish.songs()
                    .babyName()
                    .map(baby -> {
                      wish.songs().insert(id, SongName.of(baby, brief), brief);
                      return requested(wish, id, brief.hash(), rateLimit);
                    })
                    .orElseGet(Outcome.AccountGone::new)));
  }

  private Outcome retry(Wish wish, UUID id) {
    Optional<Song> song = wish.songs().find(id);
    if (song.isEmpty()) {
      return new Outcome.NoSuchSong();
    }
    return song.get().mayBeRetried()
        ? withinLimits(wish, rateLimit -> requested(wish, id, null, rateLimit))
        : new Outcome.NotRetryable();
  }

  private static Optional<Outcome> earlier(Wish wish, UUID id, SongBrief brief) {
    Optional<AttemptTable.First> first = wish.attempts().first(id);
    boolean another =
        first.map(AttemptTable.First::requestHash).filter(h -> !h.equals(brief.hash())).isPresent();
    if (another) {
      return Optional.of(new Outcome.KeyReused());
    }
    return wish.songs()
        .find(id)
        .<Outcome>map(Outcome.Repeated::new)
        .or(() -> first.map(_ -> new Outcome.Deleted()));
  }

  private Outcome withinLimits(Wish wish, Function<String, Outcome> make) {
    return switch (limits.decide(wish.attempts().usage(limits.maxPerDay()))) {
      case Limits.Decision.Refused refused -> new Outcome.Limited(refused);
      case Limits.Decision.Granted granted -> make.apply(granted.rateLimit());
    };
  }

  private static Outcome requested(Wish wish, UUID id, @Nullable String hash, String rateLimit) {
    if (!wish.attempts().request(id, hash)) {
      return new Outcome.NotRetryable();
    }
    return wish.songs()
        .find(id)
        .<Outcome>map(song -> new Outcome.Accepted(song, rateLimit))
        .orElseThrow();
  }

  private Outcome inTurn(UUID user, Function<Wish, Outcome> work) {
    return rows.write(
        user,
        jdbc -> {
          var wish = new Wish(new SongTable(jdbc, user), new AttemptTable(jdbc, user));
          wish.attempts().lock();
          return forecast(jdbc, user, work.apply(wish));
        });
  }

  private Outcome forecast(JdbcClient jdbc, UUID user, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(Song song, String rateLimit) ->
          new Outcome.Accepted(forecasts.with(jdbc, user, song), rateLimit);
      case Outcome.Repeated(Song song) -> new Outcome.Repeated(forecasts.with(jdbc, user, song));
      case Outcome.KeyReused _,
          Outcome.Deleted _,
          Outcome.Limited _,
          Outcome.NoSuchSong _,
          Outcome.NotRetryable _,
          Outcome.AccountGone _ ->
          outcome;
    };
  }

  private static Outcome logged(UUID user, Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted(Song song, _) ->
          log.atInfo()
              .addKeyValue("song_id", song.row().id())
              .addKeyValue("generation_id", song.row().generationId())
              .addKeyValue("attempt", song.row().attempt())
              .addKeyValue("user_id", user)
              .log("song requested");
      case Outcome.Limited(Limits.Decision.Refused limit) ->
          log.atInfo()
              .addKeyValue("code", limit.code().code())
              .addKeyValue("user_id", user)
              .log("song refused");
      case Outcome.Repeated _,
          Outcome.KeyReused _,
          Outcome.Deleted _,
          Outcome.NoSuchSong _,
          Outcome.NotRetryable _,
          Outcome.AccountGone _ -> {}
    }
    return outcome;
  }

  /** What one transaction works with. */
  private record Wish(SongTable songs, AttemptTable attempts) {}
}
