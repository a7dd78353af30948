package ai.babymusic.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.problems.InvalidField;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void whatIsWrittenIsReadToTheMicrosecond() {
    var cursor = new Cursor(Instant.parse("2026-11-22T12:00:00.123456Z"), UUID.randomUUID());
    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "not base64!",
        "AAAA",
        "_________________________________________________",
        "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "f_________8AAAAAAAAAAAAAAAAAAAAA"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("cursor ");
  }
}
