package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullFieldsTest {

  private final Client client = RunningGateway.shared().client().published();

  @Test
  void aChangeOfNothingChangesNothing() {
    var session = client.signUp(Client.newAddress(), "lullaby");
    var changed =
        client
            .bearer(session.text("access_token"))
            .put(
                "/auth/v1/user",
                """
                {"email":null,"password":null,"phone":null,"data":null,"nonce":null,
                 "code_challenge":null,"code_challenge_method":null}
                """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json()).isEqualTo(session.json().get("user"));
  }

  @Test
  void whoSendsNothingAboutThemselvesIsAGuest() {
    var guest = client.post("/auth/v1/signup", "{\"email\":null,\"password\":null,\"data\":null}");
    assertThat(guest.json().at("/user/is_anonymous").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/signup | {'email':'a@b.example','password':null} | validation_failed",
        "/signup | {'email':null,'password':'lullaby'} | validation_failed",
        "/signup | {'email':7,'password':'lullaby'} | bad_json",
        "/signup | null | bad_json",
        "/token?grant_type=password | {'email':null,'password':null} | validation_failed",
        "/token?grant_type=password | {'email':'a@b.example','password':null} |"
            + " invalid_credentials",
        "/token?grant_type=refresh_token | {'refresh_token':7} | bad_json",
        "/token?grant_type=password | | bad_json"
      })
  void nullIsAsGoodAsMissing(String path, String body, String code) {
    String json = body == null ? "" : body.replace('\'', '"');
    var reply = client.post("/auth/v1" + path, json);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("code")).isEqualTo(code);
  }
}
