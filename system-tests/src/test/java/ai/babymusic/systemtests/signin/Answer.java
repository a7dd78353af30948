package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What the client gave back: data, or one of its error classes. */
record Answer(String call, JsonNode data, JsonNode error) {

  /** The data of a call that was to work. */
  JsonNode ok() {
    assertThat(error.isNull()).as(call + " was refused: " + error).isTrue();
    return data;
  }

  boolean isOk() {
    return error.isNull();
  }

  /** The message of a call that was to be refused, as this class and with this code. */
  String refused(String errorClass, String code) {
    assertThat(error.path("name").asString() + " " + error.path("code").asString())
        .as(call + " came to: " + (isOk() ? data : error))
        .isEqualTo(errorClass + " " + code);
    return error.path("message").asString();
  }

  /** That of a call that was to be refused as a class of errors that the client has no code for. */
  JsonNode refused(String errorClass) {
    assertThat(error.path("name").asString())
        .as(call + " came to: " + (isOk() ? data : error))
        .isEqualTo(errorClass);
    return error;
  }
}
