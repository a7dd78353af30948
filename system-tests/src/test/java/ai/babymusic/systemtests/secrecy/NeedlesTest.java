package ai.babymusic.systemtests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedlesTest {

  private final Needles needles =
      new Needles(
          Map.of(
              "correct horse", "password",
              "eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl", "access_token",
              "482913", "token"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=correct horse battery",
        "?password=correct+horse&email=",
        "\\x636f727265637420686f727365",
        "Y29ycmVjdCBob3JzZQ=="
      })
  void aPasswordIsFoundInAnyForm(String text) {
    assertThat(needles.in(text)).containsExactly("password");
  }

  @Test
  void aTokenIsFoundByItsSignatureAlone() {
    assertThat(needles.in("…bGciOi.eyJzdWIi.c2lnbmF0dXJl")).containsExactly("access_token");
    assertThat(needles.in("kid and claims: eyJhbGciOi.eyJzdWIi")).isEmpty();
  }

  @Test
  void aCodeIsFoundWhereItStandsForItself() {
    assertThat(needles.in("{\"token\":\"482913\"}")).containsExactly("code");
    assertThat(needles.in("code=482913")).containsExactly("code");
    assertThat(needles.in("12:00:01.482913 offset 1482913 5f482913")).isEmpty();
  }
}
