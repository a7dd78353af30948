package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How streams end, and how late changes come to them. */
@Component
class StreamMeasures {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private final MeterRegistry meters;
  private final Clock clock;
  private final Timer delay;

  StreamMeasures(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    this.delay =
        Timer.builder("events.delay")
            .description("From a commit until its change was handed to the open streams")
            .serviceLevelObjectives(BUCKETS)
            .register(meters);
  }

  void ended(EndReason reason) {
    ended(reason.wireName());
  }

  /** The client left. */
  void gone() {
    ended("gone");
  }

  /** Of a change that came through Kafka; {@code time} is its {@code ce_time}. */
  void handedOver(@Nullable Header time) {
    if (time == null) {
      return;
    }
    try {
      Duration taken =
          Duration.between(Instant.parse(new String(time.value(), UTF_8)), clock.instant());
      delay.record(taken.isNegative() ? Duration.ZERO : taken);
    } catch (DateTimeException _) {
      // Written by hand: its change counts, its time does not.
    }
  }

  private void ended(String reason) {
    meters.counter("events.ended", "reason", reason).increment();
  }
}
