package ai.babymusic.systemtests.published;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What the client gave back: data, or one of its error classes. */
public record Answer(String call, JsonNode data, JsonNode error) {

  /** The data of a call that was to work. */
  public JsonNode ok() {
    assertThat(error.isNull()).as(call + " was refused: " + error).isTrue();
    return data;
  }

  public boolean isOk() {
    return error.isNull();
  }

  /** The message of a call that was to be refused, as this class and with this code. */
  public String refused(String errorClass, String code) {
    assertThat(error.path("name").asString() + " " + error.path("code").asString())
        .as(call + " came to: " + (isOk() ? data : error))
        .isEqualTo(errorClass + " " + code);
    return error.path("message").asString();
  }

  /** That of a call that was to be refused as a class of errors that the client has no code for. */
  public JsonNode refused(String errorClass) {
    assertThat(error.path("name").asString())
        .as(call + " came to: " + (isOk() ? data : error))
        .isEqualTo(errorClass);
    return error;
  }
}
