package ai.babymusic.ingest;

import ai.babymusic.schemas.events.EventCodec;
import java.nio.charset.CharacterCodingException;
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
  @SuppressWarnings("ArrayRecordComponent") // published once, never compared
  record NoTask(byte[] json) implements Callback {}

  /** Something else. */
  record NotJson() implements Callback {}

  /** Numbers stay as they were written. */
  JsonMapper JSON =
      EventCodec.JSON.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A task's id is a UUID; a long text is none, and could not be a record's key. */
  int LONGEST_ID = 200;

  /** Reads a body and keeps {@code secrets} out of what it returns. */
  static Callback of(byte[] body, Collection<String> secrets) {
    byte[] clean;
    try {
      clean = new CleanText(secrets).of(body);
    } catch (JacksonException | CharacterCodingException e) {
      return new NotJson();
    }
    return tree(clean)
        .flatMap(json -> Stream.of(json.path("data"), json).flatMap(Callback::task).findFirst())
        .orElseGet(() -> new NoTask(clean));
  }

  /** Empty for what is JSON but deeper, or with larger numbers, than any reader here takes. */
  private static Optional<JsonNode> tree(byte[] clean) {
    try {
      return Optional.of(JSON.readTree(clean));
    } catch (JacksonException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Stream<Callback> task(JsonNode candidate) {
    String id = candidate.path("task_id").asString("");
    return candidate instanceof ObjectNode task
            && candidate.path("task_id").isString()
            && !id.isBlank()
            && id.length() <= LONGEST_ID
        ? Stream.of(new Task(id, task))
        : Stream.of();
  }
}
