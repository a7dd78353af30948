package ai.babymusic.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Events;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.gateway.running.TopicRelay;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountDeletionTest {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final TopicRelay RELAY = TopicRelay.of(Topic.AUTH_REVOCATIONS);

  private final SignedIn parent = SignedIn.at(GATEWAY);

  @AfterAll
  static void close() {
    RELAY.close();
  }

  @Test
  void theOwnerDeletesTheAccountWithAllSignInsAndSongs() {
    SignedIn tablet = parent.onAnotherDevice(GATEWAY);
    var song =
        parent.client().with("Content-Type", "application/json").post("/api/songs", Parent.LULLABY);
    assertThat(song.status()).isEqualTo(202);

    var deleted = parent.client().delete("/api/profile");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    await().until(() -> parent.isRefused() && tablet.isRefused());
    assertThat(parent.client().refresh(parent.session().text("refresh_token")).text("code"))
        .isEqualTo("refresh_token_not_found");
    assertThat(parent.client().signIn(parent.address(), SignedIn.PASSWORD).text("code"))
        .isEqualTo("invalid_credentials");
    assertThat(announcedOf(parent.user())).contains("song.deleted", "profile.deleted");
    assertThat(generationsOf(parent.user())).isEqualTo(1);
  }

  /** Changes do not come by Kafka here: the revocation overtook them, and the stream just ended. */
  @Test
  void openStreamsAreToldAllOfItBeforeTheyEnd() {
    parent.client().with("Content-Type", "application/json").post("/api/songs", Parent.LULLABY);
    try (Events events = parent.client().events()) {
      events.next();
      parent.client().delete("/api/profile");
      assertThat(List.of(events.next().type(), events.next().type()))
          .containsExactlyInAnyOrder("song.deleted", "profile.deleted");
      assertThat(events.next()).isEqualTo(new Events.Event("", "end", "revoked"));
    }
  }

  @Test
  void theSecondTimeThereIsNobodyToAsk() {
    assertThat(parent.client().delete("/api/profile").status()).isEqualTo(204);
    var again = parent.client().delete("/api/profile");
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.text("code")).isEqualTo("session_revoked");
  }

  @Test
  void ofManyDeletionsAtOnceOneDeletes() throws Exception {
    Callable<Integer> delete = () -> parent.client().delete("/api/profile").status();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> delete).toList()).stream()
              .map(future -> future.resultNow())
              .sorted()
              .toList();
      assertThat(statuses).containsExactly(204, 401, 401, 401, 401, 401, 401, 401);
    }
  }

  @Test
  void whoHasSignedOutCannotDeleteThoughTheGatewayHasNotHeardOfItYet() {
    try (var deaf =
        RunningGateway.start(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + Infrastructure.freePort(),
                "AUTH_REVOCATION_CHECK",
                "1h"))) {
      SignedIn tablet = parent.onAnotherDevice(GATEWAY);
      tablet.client().post("/auth/v1/logout?scope=local", "");
      assertThat(tablet.talkingTo(deaf).isLetIn()).isTrue();
      assertThat(tablet.talkingTo(deaf).client().delete("/api/profile").text("code"))
          .isEqualTo("session_revoked");
      assertThat(parent.isLetIn()).isTrue();
    }
  }

  @Test
  void theAddressIsFreeAgain() {
    parent.client().delete("/api/profile");
    assertThat(GATEWAY.client().signUp(parent.address(), "another lullaby").status())
        .isEqualTo(200);
  }

  private static List<String> announcedOf(UUID user) {
    return Admin.jdbc()
        .sql("select type from public.outbox where topic = 'changes.v1' and key = ?")
        .param(user.toString())
        .query((row, number) -> row.getString("type"))
        .list();
  }

  private static long generationsOf(UUID user) {
    return Admin.jdbc()
        .sql("select count(*) from public.song_generations where user_id = ?")
        .param(user)
        .query(Long.class)
        .single();
  }
}
