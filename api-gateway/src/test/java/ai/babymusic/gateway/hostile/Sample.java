package ai.babymusic.gateway.hostile;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What a route is sent by who means well. In texts, {@code {song}}, {@code {user}} and the like
 * stand for what belongs to the {@link Guest} who sends it.
 *
 * @param as who
 * @param share of all requests, against that of the other routes: small where one is slow, or ends
 *     the guest's session
 */
record Sample(
    Role as,
    int share,
    @Nullable Map<String, String> query,
    @Nullable Map<String, String> headers,
    @Nullable List<JsonNode> bodies) {

  enum Role {
    PARENT,
    OPERATOR,
    NOBODY
  }

  /** By method and path, as {@code routes.json} has them. */
  static Map<String, Sample> all() {
    try (var file = Sample.class.getResourceAsStream("/hostile/routes.json")) {
      return EventCodec.JSON.readValue(
          Objects.requireNonNull(file, "routes.json"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> queryOrNone() {
    return Objects.requireNonNullElse(query, Map.of());
  }

  Map<String, String> headersOrNone() {
    return Objects.requireNonNullElse(headers, Map.of());
  }

  List<JsonNode> bodiesOrNone() {
    return Objects.requireNonNullElse(bodies, List.of());
  }
}
