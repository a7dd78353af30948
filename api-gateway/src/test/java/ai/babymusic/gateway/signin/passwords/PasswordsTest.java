package ai.babymusic.gateway.signin.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.signin.protocol.AuthError;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {

  private final Passwords passwords = new Passwords();
  private final PasswordRules rules = new PasswordRules(6);

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = passwords.hash("lullaby");
    assertThat(passwords.matches("lullaby", hash)).isTrue();
    assertThat(passwords.matches("Lullaby", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isFalse();
  }

  @Test
  void aHashFromSupabaseMatchesAndIsReplacedInTime() {
    String imported = String.valueOf(new BCryptPasswordEncoder(10).encode("lullaby"));
    assertThat(imported).startsWith("$2a$10$");
    assertThat(passwords.matches("lullaby", imported)).isTrue();
    assertThat(passwords.isOutdated(imported)).isTrue();
  }

  @Test
  void whatBcryptWouldCutNeverMatches() {
    String longest = "x".repeat(72);
    assertThat(passwords.matches(longest + "y", passwords.hash(longest))).isFalse();
  }

  @Test
  void nothingMatchesAnAccountWithoutAPassword() {
    assertThat(passwords.matches("", null)).isFalse();
    assertThat(passwords.matches("lullaby", null)).isFalse();
  }

  @Test
  void lengthIsCountedAsTheContractDoes() {
    rules.check("123456");
    rules.check("x".repeat(72));
    assertThatThrownBy(() -> rules.check("12345")).isInstanceOf(AuthError.class);
    assertThatThrownBy(() -> rules.check("ü".repeat(37))).isInstanceOf(AuthError.class);
    assertThatThrownBy(() -> rules.check("x".repeat(100_000))).isInstanceOf(AuthError.class);
  }
}
