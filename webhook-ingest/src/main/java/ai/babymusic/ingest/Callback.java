package ai.babymusic.ingest;

import ai.babymusic.schemas.events.EventCodec;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an authenticated caller sent. */
sealed interface Callback {

  /** The provider's task, as {@code {timestamp, data}}, {@code {code, data}} or bare. */
  record Task(String id, ObjectNode task) implements Callback {}

  /** JSON, but none of the shapes that the provider is known to send. */
  record NoTask(JsonNode json) implements Callback {}

  /** Something else. */
  record NotJson() implements Callback {}

  /** Numbers stay as they were written. */
  JsonMapper JSON =
      EventCodec.JSON
          .rebuild()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Reads a body and keeps {@code secrets} out of what it returns. */
  static Callback of(byte[] body, Collection<String> secrets) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      return new NotJson();
    }
    if (json.isMissingNode()) {
      return new NotJson();
    }
    JsonNode clean = new CleanText(secrets).of(json);
    return Stream.of(clean.path("data"), clean)
        .flatMap(candidate -> task(candidate).stream())
        .findFirst()
        .orElseGet(() -> new NoTask(clean));
  }

  private static Optional<Callback> task(JsonNode candidate) {
    return candidate instanceof ObjectNode task
            && candidate.path("task_id").isString()
            && !candidate.path("task_id").stringValue().isBlank()
        ? Optional.of(new Task(task.path("task_id").stringValue(), task))
        : Optional.empty();
  }
}
