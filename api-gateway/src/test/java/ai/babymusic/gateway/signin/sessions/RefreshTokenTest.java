package ai.babymusic.gateway.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

  @Test
  void aTokenIsReadBackFromItsText() {
    var token = RefreshToken.random();
    assertThat(RefreshToken.parse(token.text())).contains(token);
  }

  @Test
  void theSameSaltMakesTheSameSuccessorAndAnotherSaltAnother() {
    var token = RefreshToken.random();
    var salt = UUID.randomUUID();
    assertThat(token.successor(salt)).isEqualTo(token.successor(salt));
    assertThat(token.successor(salt)).isNotEqualTo(token.successor(UUID.randomUUID()));
    assertThat(token.successor(salt)).isNotEqualTo(RefreshToken.random().successor(salt));
  }

  @Test
  void itsTextDoesNotReachALog() {
    var token = RefreshToken.random();
    assertThat(token.toString()).doesNotContain(token.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"})
  void whatIsNoTokenIsNotRead(String sent) {
    assertThat(RefreshToken.parse(sent)).isEmpty();
  }
}
