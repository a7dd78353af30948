package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.problems.InvalidField;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  /** The example of RFC 9562, appendix A.4, with its DNS name space in the place of a user. */
  @Test
  void songIdsAreVersion5Uuids() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertThat(new IdempotencyKey("www.example.com").songId(dns))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void theSameKeyOfTwoUsersMeansTwoSongs() {
    var key = new IdempotencyKey("k");
    assertThat(key.songId(new UUID(1, 1))).isNotEqualTo(key.songId(new UUID(1, 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "ü", "tab\t", "\u007f"})
  void onlyVisibleAsciiMakesAKey(String text) {
    assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(InvalidField.class);
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThat(new IdempotencyKey("k".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> new IdempotencyKey("k".repeat(256))).isInstanceOf(InvalidField.class);
  }
}
