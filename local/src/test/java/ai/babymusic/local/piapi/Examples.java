package ai.babymusic.local.piapi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders and tasks to try things on. */
final class Examples {

  static final Instant NOON = Instant.parse("2025-05-06T12:00:00.123456780Z");

  private Examples() {}

  static Order order(String title) {
    return order(title, "http://127.0.0.1:1/hook");
  }

  static Order order(String title, String endpoint) {
    return switch (OrderReading.of(body(title, endpoint).getBytes(StandardCharsets.UTF_8))) {
      case OrderReading.Understood(Order order) -> order;
      case OrderReading.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  static String body(String title, String endpoint) {
    return """
    {"model":"music-u","task_type":"generate_music",
     "input":{"gpt_description_prompt":"soft lullaby","lyrics_type":"user",
              "lyrics":"sleep, little one","negative_tags":"","seed":-1,"title":"%s"},
     "config":{"service_mode":"public",
               "webhook_config":{"endpoint":"%s","secret":"s3cret"}}}
    """
        .formatted(title, endpoint);
  }

  /** A task of exactly {@link Duration#ofSeconds} 8 ± a sixth, made at noon. */
  static PiapiTask task(Fault... faults) {
    return new PiapiTask(
        UUID.fromString("0b9e9f9a-1c5c-4c43-9f3c-6b8f8f3c1d11"),
        NOON,
        order("Luna's song"),
        Duration.ofSeconds(8),
        4096,
        List.of(faults));
  }
}
