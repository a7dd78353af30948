package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.operations.KafkaStanding.DeadLetters;
import ai.babymusic.gateway.operations.KafkaStanding.KafkaSilent;
import ai.babymusic.gateway.operations.KafkaStanding.Lag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lags and dead letters as metrics, asked for every 15 s. Every gateway measures the same: a rule
 * takes the greatest. While Kafka is silent there are no such series rather than old ones.
 */
@Component
class KafkaGauges {

  private static final Logger log = LoggerFactory.getLogger(KafkaGauges.class);

  private final KafkaStanding kafka;
  private final MultiGauge kept;
  private final MultiGauge waiting;
  private final MultiGauge lag;

  KafkaGauges(KafkaStanding kafka, MeterRegistry meters) {
    this.kafka = kafka;
    this.kept =
        MultiGauge.builder("dead.letters")
            .description("Dead letters that are kept")
            .register(meters);
    this.waiting =
        MultiGauge.builder("dead.letters.waiting")
            .description("Dead letters that were not replayed")
            .register(meters);
    this.lag =
        MultiGauge.builder("consumer.lag.records")
            .description("Records that a group has still to read, whether it is alive or not")
            .register(meters);
  }

  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void measure() {
    try {
      show(kafka.deadLetters(), kafka.lags());
    } catch (KafkaSilent e) {
      log.atWarn()
          .addKeyValue("cause", NestedExceptionUtils.getMostSpecificCause(e).toString())
          .log("Kafka cannot be measured");
      show(List.of(), List.of());
    }
  }

  private void show(List<DeadLetters> letters, List<Lag> lags) {
    kept.register(letters.stream().map(each -> row(each, each.kept())).toList(), true);
    waiting.register(letters.stream().map(each -> row(each, each.waiting())).toList(), true);
    lag.register(
        lags.stream()
            .<Row<?>>map(each ->
                Row.of(Tags.of("group", each.group(), "topic", each.topic()), each.records()))
            .toList(),
        true);
  }

  private static Row<?> row(DeadLetters letters, long count) {
    return Row.of(Tags.of("topic", letters.topic()), count);
  }
}
