package ai.babymusic.gateway.description;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@code openapi/operations.json}: what each route takes and gives. */
final class DescribedRoutes {

  private static final TypeReference<Map<String, DescribedRoute>> TYPE = new TypeReference<>() {};

  private DescribedRoutes() {}

  /** By method and path. */
  static Map<String, DescribedRoute> read() {
    try (var file = new ClassPathResource("openapi/operations.json").getInputStream()) {
      return JsonMapper.shared().readValue(file, TYPE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A route.
   *
   * @param request the shape of its body; null: none
   * @param response the shape of its answer; null: none, or as the code has it
   */
  record DescribedRoute(
      String summary,
      @Nullable String request,
      @Nullable String response,
      @JsonProperty("status") @Nullable String answered,
      @JsonProperty("produces") @Nullable String mediaType) {

    String status() {
      return Objects.requireNonNullElse(answered, "200");
    }

    String produces() {
      return Objects.requireNonNullElse(mediaType, "application/json");
    }
  }
}
