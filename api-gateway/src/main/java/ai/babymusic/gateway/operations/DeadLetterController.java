package ai.babymusic.gateway.operations;

import ai.babymusic.gateway.operations.KafkaStanding.DeadLetters;
import ai.babymusic.gateway.operations.KafkaStanding.KafkaSilent;
import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Records that could not be processed, counted by topic. */
@RestController
class DeadLetterController {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final KafkaStanding kafka;

  DeadLetterController(KafkaStanding kafka) {
    this.kafka = kafka;
  }

  @GetMapping("/api/ops/dead-letters")
  Counts deadLetters() {
    try {
      return new Counts(kafka.deadLetters());
    } catch (KafkaSilent e) {
      log.atWarn()
          .addKeyValue("cause", NestedExceptionUtils.getMostSpecificCause(e).toString())
          .log("dead letters cannot be counted");
      throw new Problem(ProblemCode.KAFKA_UNAVAILABLE, "Dead letters cannot be counted now.")
          .retryAfter(RETRY_AFTER);
    }
  }

  record Counts(List<DeadLetters> deadLetters) {}
}
