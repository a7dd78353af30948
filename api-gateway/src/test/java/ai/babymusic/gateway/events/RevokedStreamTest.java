package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.gateway.running.TopicRelay;
import ai.babymusic.schemas.topics.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RevokedStreamTest {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final TopicRelay RELAY = TopicRelay.of(Topic.AUTH_REVOCATIONS);

  private final SignedIn phone = SignedIn.at(GATEWAY);
  private final SignedIn tablet = phone.onAnotherDevice(GATEWAY);

  @AfterAll
  static void close() {
    RELAY.close();
  }

  @Test
  void itEndsAtOnceAndCannotBeResumed() {
    try (Events events = phone.client().events()) {
      String last = events.next().id();
      phone.client().post("/auth/v1/logout?scope=local", "");
      assertThat(events.next()).isEqualTo(new Events.Event("", "end", "revoked"));
      assertThat(events.next().type()).isEqualTo("closed");
      var refused = phone.client().with("Last-Event-ID", last).get("/api/events");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("code")).isEqualTo("session_revoked");
    }
  }

  @Test
  void theStreamOfTheParentsOtherSessionGoesOn() {
    try (Events ending = phone.client().events();
        Events goingOn = tablet.client().events()) {
      ending.next();
      goingOn.next();
      phone.client().post("/auth/v1/logout?scope=local", "");
      assertThat(ending.next().data()).isEqualTo("revoked");
      Admin.jdbc().sql("delete from auth.sessions where id = ?").param(tablet.sessionId()).update();
      // Of the two ends it heard one: its own.
      assertThat(goingOn.next()).isEqualTo(new Events.Event("", "end", "revoked"));
      assertThat(tablet.isRefused()).isTrue();
    }
  }
}
