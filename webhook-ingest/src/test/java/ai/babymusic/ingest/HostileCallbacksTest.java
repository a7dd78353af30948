package ai.babymusic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.fuzzing.Barrage;
import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Not by jqwik, which tries one case after the other: these come side by side, as callbacks do.
 * {@code -Dfuzz.seed=…} makes a run again, {@code -Dfuzz.requests=…} another number of requests.
 */
class HostileCallbacksTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 50_000);
  private static final long SEED =
      Long.getLong("fuzz.seed", RandomGenerator.getDefault().nextLong());

  /** Half of what it would be if each request left 1 KiB behind. */
  private static final long MOST_GROWTH = REQUESTS * 9L / 10 * 1024 / 2;

  @Test
  void whateverComesIsAnsweredByTheContractAndWhatIsTakenIsKept() throws Exception {
    try (Ingest ingest = Ingest.start(KAFKA, Ingest.SHARED_SECRET);
        Deliveries deliveries = new Deliveries(KAFKA)) {
      await().until(() -> ingest.isReady());
      Instant begin = Instant.now();
      Barrage.Outcome outcome =
          new Barrage(ingest.address(), SEED, new HostileCallbacks(deliveries)).fire(REQUESTS);
      System.out.printf(
          "%,d callbacks in %s with -Dfuzz.seed=%d: %s, %,d bytes of heap more after the first"
              + " tenth%n",
          REQUESTS,
          Duration.between(begin, Instant.now()),
          SEED,
          outcome.statuses(),
          outcome.growth());

      assertThat(outcome.wrong()).as("with -Dfuzz.seed=" + SEED).isEmpty();
      deliveries.assertKept();
      assertThat(deliveries.count()).isGreaterThan(REQUESTS / 4);
      assertThat(outcome.growth()).isLessThan(MOST_GROWTH);
    }
  }
}
