package ai.babymusic.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.EventCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanTextTest {

  private final CleanText clean = new CleanText(List.of("4711"));

  @Test
  void aSecretIsBlottedInNamesValuesAndNumbers() {
    assertThat(
            clean.of(
                EventCodec.JSON.readTree(
                    "{\"a4711\": \"4711 and 4711\", \"b\": [1471100, 1.5, true, null]}")))
        .isEqualTo(
            EventCodec.JSON.readTree(
                "{\"a********\": \"******** and ********\", \"b\": [\"********\", 1.5, true,"
                    + " null]}"));
  }

  @Test
  void onlyLoneSurrogatesAreStripped() {
    assertThat(clean.of("a\udc00b\ud83d\ude34\ud800")).isEqualTo("ab😴");
  }
}
