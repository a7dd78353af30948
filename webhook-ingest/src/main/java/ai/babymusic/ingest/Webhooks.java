package ai.babymusic.ingest;

import ai.babymusic.schemas.webhooks.WebhookSecrets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The two addresses. Nothing of a body is read before its secret has been checked. */
@RestController
class Webhooks {

  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final ResponseEntity<Object> TAKEN =
      ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new Taken(true));

  private final WebhookSecrets generationSecrets;
  private final SharedSecret sharedSecret;
  private final int largestBody;
  private final Duration bodyPatience;
  private final Room room;
  private final Tasks tasks;
  private final Refusals refusals;
  private final Counter taken;

  Webhooks(
      IngestProperties properties,
      SharedSecret sharedSecret,
      Room room,
      Tasks tasks,
      Refusals refusals,
      MeterRegistry metrics) {
    generationSecrets = new WebhookSecrets(properties.signingKey());
    this.sharedSecret = sharedSecret;
    largestBody = Math.toIntExact(properties.largestBody().toBytes());
    bodyPatience = properties.bodyPatience();
    this.room = room;
    this.tasks = tasks;
    this.refusals = refusals;
    taken = metrics.counter("webhooks.taken");
  }

  @PostMapping("/webhooks/piapi/{generationId}")
  ResponseEntity<Object> ofGeneration(
      @PathVariable String generationId, HttpServletRequest request) {
    if (!UUID_TEXT.matcher(generationId).matches()) {
      return refuse(Refusal.UNKNOWN_ADDRESS);
    }
    UUID generation = UUID.fromString(generationId);
    String presented = request.getHeader("x-webhook-secret");
    if (presented == null || !generationSecrets.verify(generation, presented)) {
      return refuse(Refusal.WRONG_SECRET);
    }
    return inItsRoom(request, generation.toString(), generationSecrets.all(generation));
  }

  @PostMapping("/functions/v1/piapi-webhook")
  ResponseEntity<Object> ofTask(HttpServletRequest request) {
    return switch (sharedSecret.check(request)) {
      case SharedSecret.Closed _ -> refuse(Refusal.UNKNOWN_ADDRESS);
      case SharedSecret.Wrong _ -> refuse(Refusal.WRONG_SECRET);
      case SharedSecret.Verified(List<String> secrets) -> inItsRoom(request, null, secrets);
    };
  }

  private ResponseEntity<Object> inItsRoom(
      HttpServletRequest request, @Nullable String generation, List<String> secrets) {
    return room.during(
        Body.held(request, largestBody),
        () -> take(request, generation, secrets),
        () -> refuse(Refusal.OVERLOADED));
  }

  /** Answers 200 only once Kafka holds what was sent. */
  private ResponseEntity<Object> take(
      HttpServletRequest request, @Nullable String generation, List<String> secrets) {
    Instant received = Instant.now();
    return switch (Body.of(request, largestBody, bodyPatience)) {
      case Body.TooLarge _ -> refuse(Refusal.BODY_TOO_LARGE);
      case Body.Broken _ -> refuse(Refusal.BODY_BROKEN);
      case Body.Whole(byte[] bytes) ->
          switch (Callback.of(bytes, secrets)) {
            case Callback.NotJson _ -> refuse(Refusal.NOT_JSON);
            case Callback.NoTask(byte[] json) ->
                answer(generation, tasks.bury(generation, json, received));
            case Callback.Task task -> {
              String key = generation == null ? task.id() : generation;
              yield answer(generation, tasks.publish(key, task, received));
            }
          };
    };
  }

  private ResponseEntity<Object> answer(@Nullable String generation, boolean durable) {
    if (!durable) {
      return refuse(Refusal.UNAVAILABLE);
    }
    taken.increment();
    log.atInfo().addKeyValue("generation_id", generation).log("callback taken");
    return TAKEN;
  }

  private ResponseEntity<Object> refuse(Refusal reason) {
    refusals.count(reason);
    return Problems.of(reason);
  }

  /** What the provider's other receivers answer, too. */
  record Taken(boolean success) {}
}
