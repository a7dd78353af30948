package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void whatIsWrittenIsRead() {
    var position = new Position("0a1b2c3d4e5f", 42);
    assertThat(Position.parse(position.toString())).contains(position);
    assertThat(Position.parse("0.0")).contains(Position.BEFORE_ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", ".1", "e.", "e.-1", "e.1.2", "E.1", "e.9999999999999999999", "e 1"})
  void whatWasNeverAPositionIsNone(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }
}
