package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refresh tokens are good once, except for whoever just could not know. */
class RefreshingTest {

  private static final int STORM = 50;

  private final RunningSystem system = RunningSystem.shared();
  private final PublishedClient client = PublishedClient.shared();
  private final Device device = client.device();

  RefreshingTest() {
    device.signIn(Somebody.withAccount(client)).ok();
  }

  @Test
  void aStormOfOneTokenMakesOneSuccessorAndLogsNobodyOut() {
    List<Device> storm = Stream.generate(() -> client.copyOf(device)).limit(STORM).toList();

    List<CompletableFuture<Answer>> answers =
        storm.stream().map(one -> one.begin("refreshSession")).toList();

    assertThat(answers.stream().map(Device::awaited).map(RefreshingTest::refreshToken))
        .hasSize(STORM)
        .containsOnly(storm.getFirst().refreshToken())
        .doesNotContain(device.refreshToken());
    assertThat(storm).allSatisfy(one -> one.call("getUser").ok());
    assertThat(storm.stream().map(one -> one.call("refreshSession")).map(Answer::isOk))
        .containsOnly(true);
  }

  @Test
  void aTokenThatComesBackLateEndsTheSession() {
    Device thief = client.copyOf(device);
    device.call("refreshSession").ok();
    device.call("refreshSession").ok();

    // Within the interval a copy is answered as a second tab would be, and so hears what is new.
    var stolen = Map.of("refresh_token", thief.refreshToken());
    Answer late =
        await()
            .until(
                () -> client.copyOf(thief).call("refreshSession", stolen),
                answer -> !answer.isOk());

    late.refused("AuthApiError", "refresh_token_already_used");
    device.call("refreshSession").refused("AuthApiError", "refresh_token_not_found");
    device.call("getUser").refused("AuthSessionMissingError");
  }

  @Test
  void aDatabaseThatIsAwayLogsNobodyOut() {
    device.seen();
    CompletableFuture<Answer> refreshed;
    system.freeze("postgres");
    try {
      client.device().signIn(Somebody.isNew()).refused("AuthRetryableFetchError");
      refreshed = device.begin("refreshSession");
      await()
          .until(() ->
              device
                  .seen()
                  .requests()
                  .contains("POST /auth/v1/token?grant_type=refresh_token 503"));
    } finally {
      system.thaw("postgres");
    }

    Device.awaited(refreshed).ok();
    device.call("getUser").ok();
  }

  private static String refreshToken(Answer answer) {
    return answer.ok().at("/session/refresh_token").asString();
  }
}
