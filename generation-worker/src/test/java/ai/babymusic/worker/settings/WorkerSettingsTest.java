package ai.babymusic.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSettingsTest {

  /** As a file leaves it: no call could be made with it, and each failure's text had the key. */
  @Test
  void aKeyMayEndWithALine() {
    assertThat(piapi("key-1\n").apiKey()).isEqualTo("key-1");
    assertThat(lyrics(" key-1\r\n").apiKey()).isEqualTo("key-1");
    assertThat(lyrics("\n").apiKey()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key\n1", "key 1", "kéy", "key\u0000"})
  void aKeyThatNoHeaderCarriesStopsTheStartAndIsNotTold(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> piapi(key))
        .withMessageContaining("PIAPI_API_KEY")
        .withMessageNotContaining(key);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lyrics(key))
        .withMessageContaining("ANTHROPIC_API_KEY")
        .withMessageNotContaining(key);
  }

  private static WorkerSettings.Lyrics lyrics(String key) {
    return new WorkerSettings.Lyrics(
        URI.create("http://localhost"), "model", key, Duration.ofSeconds(1));
  }

  private static WorkerSettings.Piapi piapi(String key) {
    Duration time = Duration.ofSeconds(1);
    return new WorkerSettings.Piapi(
        URI.create("http://localhost"),
        key,
        "model",
        "task",
        1,
        time,
        time,
        time,
        time,
        time,
        time,
        new WorkerSettings.Pauses(time, time, time));
  }
}
