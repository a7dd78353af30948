package ai.babymusic.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.RunningGateway;
import org.junit.jupiter.api.Test;

/** A filter of Spring's read forms whole, before any limit, and failed where they were broken. */
class FormBodyTest {

  private final Client anybody =
      RunningGateway.shared().client().with("Content-Type", "application/x-www-form-urlencoded");

  @Test
  void aBrokenFormIsNotOurFault() {
    assertThat(anybody.patch("/api/profile", "a=%zz").status()).isEqualTo(401);
    assertThat(anybody.put("/auth/v1/user", "a=%zz").status()).isEqualTo(401);
  }
}
