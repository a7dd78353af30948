package ai.babymusic.gateway.signin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class LandingTest {

  private static final User USER =
      User.of(
          new Account(
              UUID.randomUUID(),
              "authenticated",
              "a@example.com",
              null,
              null,
              new Account.Marks(null, null, null, null, null, null, null, null),
              Map.of(),
              Map.of(),
              false,
              Instant.EPOCH,
              Instant.EPOCH,
              List.of()));
  private static final Session SESSION = new Session("a.b.c", "bearer", 3600, 7200, "r-_", USER);

  private final Landing landing = new Landing("https://app.example.com/in?from=mail#old");

  @Test
  void aSessionStandsInTheFragmentWhereNoServerSeesIt() {
    assertThat(landing.with(SESSION, Map.of("type", "recovery")))
        .hasToString(
            "https://app.example.com/in?from=mail#access_token=a.b.c&expires_at=7200"
                + "&expires_in=3600&refresh_token=r-_&sb=&token_type=bearer&type=recovery");
  }

  @Test
  void aCodeJoinsTheQuery() {
    assertThat(landing.withCode("c-1"))
        .hasToString("https://app.example.com/in?from=mail&code=c-1");
    assertThat(new Landing("babymusic://callback?code=planted").withCode("c-1"))
        .hasToString("babymusic://callback?code=c-1");
  }

  @Test
  void anErrorIsSaidInTheFragmentAndForPkceInTheQueryToo() {
    var error = AuthError.forbidden("otp_expired", "Email link is invalid & gone");
    String said = "error=access_denied&error_code=otp_expired&error_description=";
    assertThat(landing.with(error, FlowType.IMPLICIT))
        .hasToString(
            "https://app.example.com/in?from=mail#" + said + "Email+link+is+invalid+%26+gone&sb=");
    assertThat(landing.with(error, FlowType.PKCE).getRawQuery())
        .isEqualTo("from=mail&" + said + "Email+link+is+invalid+%26+gone");
  }

  @Test
  void aMessageIsSaidWhereAnErrorWouldBe() {
    assertThat(landing.withMessage("Half done", FlowType.IMPLICIT))
        .hasToString("https://app.example.com/in?from=mail#message=Half+done&sb=");
    assertThat(landing.withMessage("Half done", FlowType.PKCE).getRawQuery())
        .isEqualTo("from=mail&message=Half+done");
  }

  @Test
  void aFaultOfOursIsNamedAsOne() {
    var away = AuthError.of(HttpStatus.SERVICE_UNAVAILABLE, "unexpected_failure", "away");
    assertThat(landing.with(away, FlowType.IMPLICIT).getRawFragment())
        .startsWith("error=temporarily_unavailable&");
  }

  @Test
  void targetsThatAreWrittenUnusuallyArriveAsTheyWere() {
    assertThat(new Landing("https://app.example.com/%C3%A9?a=b%20c&d=%7B%7D").withCode("c"))
        .hasToString("https://app.example.com/%C3%A9?a=b%20c&d=%7B%7D&code=c");
  }
}
