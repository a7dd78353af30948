package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanTextTest {

  private final CleanText clean = new CleanText(List.of("4711"));

  @Test
  void aSecretIsBlottedInNamesValuesAndNumbers() throws Exception {
    assertThat(clean("{\"a4711\": \"4711 and 4711\", \"b\": [1471100, 1.5, true, false, null]}"))
        .isEqualTo("{\"a****\":\"**** and ****\",\"b\":[\"********\",1.5,true,false,null]}");
  }

  @Test
  void numbersStayAsTheyAreWrittenHoweverLargeTheyAre() throws Exception {
    String numbers = "[1E+2,1.10,-0,1e2147483648,1e99999999999," + "9".repeat(5_000) + "]";
    assertThat(clean(numbers)).isEqualTo(numbers);
  }

  @Test
  void noDepthIsTooMuchThatAProviderCouldReach() throws Exception {
    String deep = "[".repeat(9_999) + "]".repeat(9_999);
    assertThat(clean(deep)).isEqualTo(deep);
  }

  @Test
  void onlyLoneSurrogatesAreStripped() {
    assertThat(clean.of("a\udc00b\ud83d\ude34\ud800")).isEqualTo("ab😴");
  }

  @Test
  void halfASurrogatePairIsStrippedFromANameToo() throws Exception {
    assertThat(clean("{\"a\\ud800b\":\"\\udc00\"}")).isEqualTo("{\"ab\":\"\"}");
  }

  private String clean(String json) throws CharacterCodingException {
    return new String(clean.of(json.getBytes(UTF_8)), UTF_8);
  }
}
