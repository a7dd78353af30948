package ai.babymusic.gateway.revocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.gateway.running.TopicRelay;
import ai.babymusic.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two gateways on one Kafka and one database: what one of them ends has ended on the other. */
class TwoGatewaysTest {

  private static final RunningGateway ONE = RunningGateway.shared();

  /** Asks the database so seldom that what it knows in time it has from Kafka. */
  private static final RunningGateway OTHER =
      RunningGateway.start(Map.of("AUTH_REVOCATION_CHECK", "1h"));

  @AfterAll
  static void close() {
    OTHER.close();
  }

  @Test
  void whoSignedOutOnOneIsRefusedOnTheOtherWithinASecond() {
    var delays = new ArrayList<Long>();
    try (var _ = TopicRelay.of(Topic.AUTH_REVOCATIONS)) {
      for (int i = 0; i < 20; i++) {
        SignedIn parent = SignedIn.at(ONE);
        SignedIn there = parent.talkingTo(OTHER);
        assertThat(there.isLetIn()).isTrue();
        assertThat(parent.client().post("/auth/v1/logout", "").status()).isEqualTo(204);
        long signedOut = System.nanoTime();
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(there::isRefused);
        delays.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - signedOut));
      }
    }
    Collections.sort(delays);
    long median = delays.get(delays.size() / 2);
    System.out.printf(
        "refused on the other gateway after %d-%d ms, median %d ms of %d%n",
        delays.getFirst(), delays.getLast(), median, delays.size());
    // Not of the slowest, since builds share their machine.
    assertThat(median).isLessThan(1_000);
  }

  @Test
  void aRelayThatStandsStillDelaysItByOneCheck() {
    try (var other = RunningGateway.start(Map.of("AUTH_REVOCATION_CHECK", "500ms"))) {
      SignedIn parent = SignedIn.at(ONE);
      SignedIn there = parent.talkingTo(other);
      assertThat(there.isLetIn()).isTrue();
      parent.client().post("/auth/v1/logout", "");
      await().until(there::isRefused);
    }
  }
}
