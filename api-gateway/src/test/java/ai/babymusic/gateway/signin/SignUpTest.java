package ai.babymusic.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpTest {

  private final Client client = RunningGateway.shared().client().published();

  @Test
  void aNewParentGetsASessionInTheContractsShape() {
    String address = Client.newAddress();
    var reply =
        client.post(
            "/auth/v1/signup",
            """
            {"email":"%s","password":"lullaby","data":{"name":"Ada","baby_name":"Noa",
             "timezone":"Europe/Paris"},"gotrue_meta_security":{},"code_challenge":null}
            """
                .formatted(address.toUpperCase(Locale.ROOT)));

    assertThat(reply.status()).isEqualTo(200);
    var session = reply.json();
    assertThat(session.propertyNames())
        .containsExactlyInAnyOrder(
            "access_token", "token_type", "expires_in", "expires_at", "refresh_token", "user");
    assertThat(session.get("token_type").asString()).isEqualTo("bearer");
    assertThat(session.get("expires_in").asInt()).isEqualTo(3600);
    assertThat(session.get("expires_at").asLong())
        .isBetween(Instant.now().getEpochSecond() + 3500, Instant.now().getEpochSecond() + 3600);
    var user = session.get("user");
    assertThat(user.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "aud",
            "role",
            "email",
            "email_confirmed_at",
            "phone",
            "confirmed_at",
            "last_sign_in_at",
            "app_metadata",
            "user_metadata",
            "identities",
            "created_at",
            "updated_at",
            "is_anonymous");
    assertThat(user.get("email").asString()).isEqualTo(address);
    assertThat(user.get("phone").asString()).isEmpty();
    assertThat(user.get("aud").asString()).isEqualTo("authenticated");
    assertThat(user.get("role").asString()).isEqualTo("authenticated");
    assertThat(user.get("app_metadata").toString())
        .isEqualTo("{\"provider\":\"email\",\"providers\":[\"email\"]}");
    assertThat(user.get("user_metadata").get("baby_name").asString()).isEqualTo("Noa");
    assertThat(Instant.parse(user.get("created_at").asString())).isBefore(Instant.now());
    var identity = user.get("identities").get(0);
    assertThat(identity.propertyNames())
        .containsExactlyInAnyOrder(
            "identity_id",
            "id",
            "user_id",
            "identity_data",
            "provider",
            "last_sign_in_at",
            "created_at",
            "updated_at",
            "email");
    assertThat(identity.get("id")).isEqualTo(user.get("id"));
    assertThat(identity.get("identity_data").get("sub")).isEqualTo(user.get("id"));
  }

  @Test
  void theAccessTokenHasTheContractsClaims() throws Exception {
    String address = Client.newAddress();
    var session = client.signUp(address, "lullaby");
    var token = SignedJWT.parse(session.text("access_token"));

    assertThat(token.verify(new ECDSAVerifier(RunningGateway.signingKey()))).isTrue();
    assertThat(token.getHeader().getKeyID()).isEqualTo(RunningGateway.signingKey().getKeyID());
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "email",
            "phone",
            "app_metadata",
            "user_metadata",
            "role",
            "aal",
            "amr",
            "session_id",
            "is_anonymous");
    assertThat(claims.getAudience()).containsExactly("authenticated");
    assertThat(claims.getStringClaim("email")).isEqualTo(address);
    assertThat(claims.getStringClaim("aal")).isEqualTo("aal1");
    assertThat(claims.getListClaim("amr").toString()).contains("method=password");
  }

  @Test
  void theProfileTakesWhatTheParentSaid() {
    String address = Client.newAddress();
    client.post(
        "/auth/v1/signup",
        """
        {"email":"%s","password":"lullaby",
         "data":{"name":"Ada","baby_name":"Noa","timezone":"Europe/Paris"}}
        """
            .formatted(address));
    var profile =
        Admin.jdbc()
            .sql("select name || baby_name || timezone from profiles where email = ?")
            .param(address);
    assertThat(profile.query(String.class).single()).isEqualTo("AdaNoaEurope/Paris");
  }

  @Test
  void neitherPasswordNorTokenIsStored() {
    String address = Client.newAddress();
    var session = client.signUp(address, "a-secret-lullaby");
    var rows =
        Admin.jdbc()
            .sql(
                """
                select u::text || coalesce(string_agg(t::text, ''), '') from auth.users u
                join auth.refresh_tokens t on t.user_id = u.id where u.email = ? group by u
                """)
            .param(address)
            .query(String.class)
            .single();
    assertThat(rows)
        .doesNotContain("a-secret-lullaby")
        .doesNotContain(session.text("refresh_token"));
  }

  @Test
  void aTakenAddressIsRefused() {
    String address = Client.newAddress();
    assertThat(client.signUp(address, "lullaby").status()).isEqualTo(200);
    var again = client.signUp(address, "another");
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text("code")).isEqualTo("user_already_exists");
    assertThat(again.text("message")).isEqualTo("User already registered");
  }

  @Test
  void ofManySignUpsAtOnceOneWins() throws Exception {
    String address = Client.newAddress();
    Callable<Reply> signUp = () -> client.signUp(address, "lullaby");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> signUp).toList()).stream()
              .map(future -> future.resultNow().status())
              .sorted()
              .toList();
      assertThat(statuses).containsExactly(200, 422, 422, 422, 422, 422, 422, 422);
    }
  }

  @Test
  void aGuestGetsASessionWithoutAnAddress() {
    var session = client.post("/auth/v1/signup", "{\"data\":{},\"gotrue_meta_security\":{}}");
    assertThat(session.status()).isEqualTo(200);
    var user = session.json().get("user");
    assertThat(user.get("is_anonymous").asBoolean()).isTrue();
    assertThat(user.get("email").asString()).isEmpty();
    assertThat(user.get("identities").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|400|bad_json",
        "''|400|bad_json",
        "[]|400|bad_json",
        "{\"email\":7,\"password\":\"lullaby\"}|400|bad_json",
        "{\"email\":\"a@example.com\",\"password\":\"lullaby\",\"data\":[]}|400|bad_json",
        "{\"email\":\"nobody\",\"password\":\"lullaby\"}|400|validation_failed",
        "{\"email\":\"a b@example.com\",\"password\":\"lullaby\"}|400|validation_failed",
        "{\"email\":null,\"password\":\"lullaby\"}|400|validation_failed",
        "{\"email\":\"a@example.com\"}|400|validation_failed",
        "{\"email\":\"a@example.com\",\"password\":\"12345\"}|422|weak_password",
        "{\"email\":\"a\\u0000@example.com\",\"password\":\"lullaby\"}|400|validation_failed",
        "{\"email\":\"a@example.com\",\"password\":\"lul\\u0000laby\"}|400|validation_failed",
        "{\"email\":\"a@example.com\",\"password\":\"lullaby\",\"data\":{\"x\":[\"\\ud800\"]}}|400|validation_failed",
        "{\"email\":\"a@example.com\",\"password\":\"lullaby\",\"data\":{\"x\\u0000\":1}}|400|validation_failed",
        "{\"email\":\"a@example.com\",\"password\":\"lullaby\",\"data\":{\"x\":1e999}}|400|validation_failed",
        "{\"phone\":\"+49123\",\"password\":\"lullaby\"}|400|phone_provider_disabled",
        "{\"email\":\"a@example.com\",\"password\":\"lullaby\",\"code_challenge\":\"x\"}|400|validation_failed",
      })
  void badInputIsRefusedWithItsReason(String body, int status, String code) {
    var reply = client.post("/auth/v1/signup", body);
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("x-sb-error-code")).isEqualTo(code);
  }

  @Test
  void tooLongThingsAreRefused() {
    assertThat(client.signUp("a".repeat(300) + "@example.com", "lullaby").text("message"))
        .isEqualTo("An email address is too long");
    assertThat(client.signUp(Client.newAddress(), "x".repeat(100_000)).text("message"))
        .isEqualTo("Password cannot be longer than 72 characters");
    assertThat(
            client
                .post(
                    "/auth/v1/signup",
                    """
                    {"email":"%s","password":"lullaby","data":{"x":"%s"}}
                    """
                        .formatted(Client.newAddress(), "x".repeat(5000)))
                .text("code"))
        .isEqualTo("validation_failed");
  }

  @Test
  void aWeakPasswordIsToldWhy() {
    var reply = client.signUp(Client.newAddress(), "12345");
    assertThat(reply.text("message")).isEqualTo("Password should be at least 6 characters.");
    assertThat(reply.json().at("/weak_password/reasons/0").asString()).isEqualTo("length");
  }
}
