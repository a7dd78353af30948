package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The provider's refusals, whose bodies have no one shape. */
final class Refusals {

  /** How a refusal is told, where not as usual. */
  enum Shape {
    /** HTTP says 200 and only the body's {@code code} tells. */
    @JsonProperty("in_body")
    IN_BODY,
    /** The page of a proxy before it. */
    @JsonProperty("html")
    HTML
  }

  private Refusals() {}

  static Answer of(
      int status, @Nullable String message, @Nullable Shape as, @Nullable Integer retryAfter) {
    Answer.Told refusal =
        switch (as) {
          case null -> of(status, message);
          case IN_BODY -> inBody(status, message);
          case HTML -> page(status);
        };
    return retryAfter == null ? refusal : refusal.with("Retry-After", retryAfter.toString());
  }

  static Answer.Told of(int status, @Nullable String message) {
    String told = message == null ? usual(status) : message;
    ObjectNode body = Json.MAPPER.createObjectNode();
    if (status == 401) {
      body.put("error", told);
    } else if (status >= 500) {
      body.put("description", told);
    } else {
      return Answer.json(status, coded(status, told));
    }
    return Answer.json(status, body);
  }

  private static Answer.Told page(int status) {
    return Answer.text(
        status,
        "text/html; charset=UTF-8",
        "<!doctype html><html><head><title>Cloudflare</title></head><body>"
            + status
            + "</body></html>");
  }

  private static Answer.Told inBody(int status, @Nullable String message) {
    return Answer.json(200, coded(status, message == null ? usual(status) : message));
  }

  private static ObjectNode coded(int status, String message) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("code", status).putNull("data").put("message", message);
    return body;
  }

  private static String usual(int status) {
    return switch (status) {
      case 401 -> "Unauthorized: invalid API key";
      case 402 -> "user doesn't have enough credits";
      case 404 -> "task not found";
      case 429 -> "too many requests: concurrency limit of your plan reached";
      default -> status >= 500 ? "upstream error" : "invalid request";
    };
  }
}
