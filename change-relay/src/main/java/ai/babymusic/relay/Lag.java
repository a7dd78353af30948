package ai.babymusic.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far Kafka is behind the outbox. A relay through which nothing comes looks like a quiet one;
 * its own heartbeats, which do not come back then, tell the difference.
 */
@Component
class Lag {

  private final Timer delay;
  private volatile @Nullable Instant sendingSince;
  private volatile @Nullable Instant oldestInHand;
  private volatile @Nullable Instant heartbeatUnderWay;
  private volatile @Nullable Instant standsSince;
  private volatile @Nullable Instant caughtUpTo;
  private volatile Duration last = Duration.ZERO;

  Lag(MeterRegistry metrics) {
    delay =
        Timer.builder("relay.delay")
            .description("From the writing of a row until Kafka holds it")
            .publishPercentiles(0.5, 0.95, 0.99)
            .register(metrics);
    Gauge.builder("relay.lag.seconds", this, lag -> lag.present().toMillis() / 1_000.0)
        .description("Age of the oldest row that is not in Kafka")
        .register(metrics);
    Gauge.builder("relay.blocked.seconds", this, lag -> lag.waiting().toMillis() / 1_000.0)
        .description("For how long Kafka has been owing an answer; zero if it owes none")
        .register(metrics);
  }

  void sending(Instant oldest) {
    oldestInHand = oldest;
    sendingSince = Instant.now();
  }

  void sent() {
    sendingSince = null;
    oldestInHand = null;
  }

  void published(Instant writtenAt) {
    caughtUpTo = writtenAt;
    last = Duration.between(writtenAt, Instant.now());
    delay.record(last);
  }

  void heartbeatWritten(Instant at) {
    if (heartbeatUnderWay == null) {
      heartbeatUnderWay = at;
    }
  }

  void cameBack(Heartbeat heartbeat) {
    caughtUpTo = heartbeat.writtenAt();
    standsSince = null;
    heartbeatUnderWay = null;
  }

  /** A leader that does not stream yet: what was written since then waits. */
  void standsSince(Instant publishedUntil) {
    standsSince = publishedUntil;
  }

  /** It does not stream any more. */
  void stands() {
    standsSince = caughtUpTo;
    heartbeatUnderWay = null;
  }

  /** Somebody else leads: what waits is theirs to tell. */
  void nothingKnown() {
    standsSince = null;
    heartbeatUnderWay = null;
  }

  /** For how long Kafka has been owing an answer; zero if it owes none. */
  Duration waiting() {
    Instant since = sendingSince;
    return since == null ? Duration.ZERO : Duration.between(since, Instant.now());
  }

  private Duration present() {
    return Stream.of(oldestInHand, heartbeatUnderWay, standsSince)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, Instant.now()))
        .orElse(last);
  }
}
