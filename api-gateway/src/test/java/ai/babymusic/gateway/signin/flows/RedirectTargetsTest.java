package ai.babymusic.gateway.signin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTargetsTest {

  private final RedirectTargets targets =
      new RedirectTargets(
          URI.create("https://app.example.com"),
          List.of("https://*.preview.example.com/**", "babymusic://callback"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/welcome?from=mail#top",
        "https://one.preview.example.com/a/b",
        "babymusic://callback"
      })
  void whatIsConfiguredMayBeHad(String wish) {
    assertThat(targets.choose(wish)).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/welcome",
        "https://evil.example",
        "http://app.example.com",
        "https://app.example.com:8443/",
        "https://app.example.com@evil.example/",
        "https://app.example.com.evil.example/",
        "https://evil.example/one.preview.example.com/a",
        "https://evil.example?https://one.preview.example.com/a",
        "javascript:alert(1)",
        "https://app.example.com/ not a uri"
      })
  void anythingElseLeadsHome(String wish) {
    assertThat(targets.choose(wish)).isEqualTo("https://app.example.com");
  }
}
