package ai.babymusic.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

/** Awaits states of attempts. */
public final class Waiting {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Waiting() {}

  public static void until(Database database, UUID generationId, String status) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(database.status(generationId)).isEqualTo(status));
  }

  /** Once the provider has the song: what was ordered. */
  public static StubProvider.Order submitted(
      Database database, StubProvider provider, UUID generationId) {
    until(database, generationId, "submitted");
    return provider.orders(generationId).getLast();
  }
}
