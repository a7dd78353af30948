package ai.babymusic.gateway.revocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.gateway.running.TopicRelay;
import ai.babymusic.schemas.topics.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final TopicRelay RELAY = TopicRelay.of(Topic.AUTH_REVOCATIONS);

  private final SignedIn phone = SignedIn.at(GATEWAY);
  private final SignedIn tablet = phone.onAnotherDevice(GATEWAY);

  @AfterAll
  static void close() {
    RELAY.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/songs", "/functions/v1/nothing"})
  void whoSignedOutHasNoWayIn(String path) {
    assertThat(phone.client().get(path).status()).isNotEqualTo(401);
    phone.client().post("/auth/v1/logout?scope=local", "");
    await().until(phone::isRefused);
    var refused = phone.client().get(path);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("code")).isEqualTo("session_revoked");
    assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void thePublishedClientIsToldSoInTheFormItReads() {
    phone.client().post("/auth/v1/logout?scope=local", "");
    await().until(phone::isRefused);
    var refused = phone.client().get("/rest/v1/nothing");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("code")).isEqualTo("session_revoked");
    assertThat(refused.text("message")).isEqualTo("Sign in again.");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void signingOutHereLeavesTheOtherDeviceAlone() {
    phone.client().post("/auth/v1/logout?scope=local", "");
    await().until(phone::isRefused);
    assertThat(tablet.isLetIn()).isTrue();
  }

  @Test
  void signingOutElsewhereLeavesThisDeviceAlone() {
    phone.client().post("/auth/v1/logout?scope=others", "");
    await().until(tablet::isRefused);
    assertThat(phone.isLetIn()).isTrue();
  }

  @Test
  void signingOutEverywhereEndsBoth() {
    phone.client().post("/auth/v1/logout?scope=global", "");
    await().until(() -> phone.isRefused() && tablet.isRefused());
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    phone.client().put("/auth/v1/user", "{\"password\":\"another lullaby\"}");
    await().until(tablet::isRefused);
    assertThat(phone.isLetIn()).isTrue();
  }

  @Test
  void aSessionRemovedByHandEndsToo() {
    Admin.jdbc().sql("delete from auth.sessions where id = ?").param(tablet.sessionId()).update();
    await().until(tablet::isRefused);
    assertThat(phone.isLetIn()).isTrue();
  }

  @Test
  void theSignInRoutesKeepTheirContractsCode() {
    phone.client().post("/auth/v1/logout?scope=local", "");
    await().until(phone::isRefused);
    var refused = phone.client().get("/auth/v1/user");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("session_not_found");
  }

  @Test
  void operatorsSeeHowManyAreKnown() {
    phone.client().post("/auth/v1/logout?scope=local", "");
    await().until(phone::isRefused);
    assertThat(GATEWAY.management().get("/actuator/prometheus").body())
        .containsPattern("revocations_known \\d+\\.0")
        .contains("feed_restarts_total{topic=\"auth.revocations.v1\"}")
        .contains("feed_restarts_total{topic=\"changes.v1\"}");
  }
}
