package ai.babymusic.worker.measures;

import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.provider.Submission;
import ai.babymusic.worker.settings.WorkerSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@link Standing} as metrics, read when somebody asks, at most every 5 s. Every worker measures
 * the same: a rule takes the greatest. Without the database they are {@code NaN}.
 */
@Component
class StandingGauges {

  private static final Logger log = LoggerFactory.getLogger(StandingGauges.class);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final List<String> UNFINISHED_SONGS =
      List.of("queued", "writing_lyrics", "composing", "storing");

  private final JdbcClient jdbc;
  private Instant readAt = Instant.EPOCH;
  private @Nullable Standing standing;

  StandingGauges(JdbcClient jdbc, MeterRegistry meters, WorkerSettings settings) {
    this.jdbc = jdbc;
    for (String status : UNFINISHED_SONGS) {
      gauge("songs.unfinished", now -> now.songs().getOrDefault(status, 0))
          .description("Songs that are not ready, failed or cancelled")
          .tag("status", status)
          .register(meters);
    }
    gauge("songs.unfinished.oldest.seconds", now -> now.oldestSong().toMillis() / 1_000.0)
        .description("For how long the longest waiting song has been asked for; 0: none waits")
        .register(meters);
    for (GenerationStatus status : GenerationStatus.values()) {
      if (!status.ended()) {
        String name = status.name().toLowerCase(Locale.ROOT);
        gauge("generations.unfinished", now -> now.attempts().getOrDefault(name, 0))
            .description("Attempts that are not over")
            .tag("status", name)
            .register(meters);
      }
    }
    gauge("generations.overdue", Standing::overdue)
        .description("Attempts that take longer than the provider ever took, and are not over")
        .register(meters);
    for (Submission.Reason reason : Submission.Reason.values()) {
      gauge("generations.blocked", now -> now.blocked().getOrDefault(reason.code(), 0))
          .description("Attempts that wait because the provider takes nothing")
          .tag("reason", reason.code())
          .register(meters);
    }
    gauge("plan.used", Standing::running)
        .description("Tasks at the provider, those of unknown outcome included")
        .register(meters);
    gauge("plan.ceiling", now -> ceiling(now, settings.piapi().maxConcurrentTasks()))
        .description("Tasks that may be there at present: the limit, or less while it refuses")
        .register(meters);
    Gauge.builder("plan.limit", () -> settings.piapi().maxConcurrentTasks())
        .description("Tasks that the plan allows at once")
        .register(meters);
  }

  private static int ceiling(Standing now, int limit) {
    Integer lowered = now.ceiling();
    return lowered == null ? limit : Math.min(lowered, limit);
  }

  private Gauge.Builder<StandingGauges> gauge(String name, ToDoubleFunction<Standing> value) {
    return Gauge.builder(name, this, at -> at.value(value));
  }

  private synchronized double value(ToDoubleFunction<Standing> of) {
    Instant now = Instant.now();
    if (readAt.plus(FRESH).isBefore(now)) {
      readAt = now;
      standing = read();
    }
    return standing == null ? Double.NaN : of.applyAsDouble(standing);
  }

  private @Nullable Standing read() {
    try {
      return Standing.read(jdbc);
    } catch (DataAccessException e) {
      log.atWarn()
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("songs cannot be counted");
      return null;
    }
  }
}
