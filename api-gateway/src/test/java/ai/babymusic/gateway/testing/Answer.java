package ai.babymusic.gateway.testing;

import ai.babymusic.schemas.events.EventCodec;
import java.net.http.HttpResponse;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the gateway answered. */
public record Answer(int status, HttpResponse<String> response) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response);
  }

  public JsonNode json() {
    return EventCodec.JSON.readTree(response.body());
  }

  /** The text of a field, or empty. */
  public String text(String field) {
    return json().path(field).asString("");
  }

  public UUID id() {
    return UUID.fromString(text("id"));
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
