package ai.babymusic.gateway.signin.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExpiryTest {

  private final RunningGateway gateway = RunningGateway.shared();
  private final JdbcClient database = Admin.jdbc();
  private final UUID user =
      UUID.fromString(
          gateway
              .client()
              .published()
              .signUp(Client.newAddress(), "lullaby")
              .json()
              .at("/user/id")
              .asString());

  @Test
  void whatIsPastIsRemoved() {
    issueCode("2 hours");
    issueCode("1 minute");

    gateway.bean(Expiry.class).removePast();

    assertThat(codes()).isEqualTo(1);
  }

  private void issueCode(String ago) {
    database
        .sql(
            """
            insert into auth.flow_state (user_id, auth_code_hash, auth_code_issued_at, created_at,
              code_challenge_method, code_challenge, authentication_method)
            values (:user, :hash, now() - :ago::interval, now() - :ago::interval,
              's256', 'of the verifier', 'magiclink')
            """)
        .param("user", user)
        .param("hash", (user + ago).getBytes(StandardCharsets.UTF_8))
        .param("ago", ago)
        .update();
  }

  private int codes() {
    return database
        .sql("select count(*) from auth.flow_state where user_id = ?")
        .param(user)
        .query(Integer.class)
        .single();
  }
}
