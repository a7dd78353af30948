package ai.babymusic.gateway.running;

import java.net.http.HttpHeaders;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
public record Reply(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  public JsonNode json() {
    return JSON.readTree(body);
  }

  public String text(String field) {
    return json().path(field).asString("");
  }

  public UUID id() {
    return UUID.fromString(text("id"));
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
