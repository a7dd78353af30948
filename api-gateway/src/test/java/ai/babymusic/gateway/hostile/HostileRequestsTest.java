package ai.babymusic.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.fuzzing.Barrage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * As many requests as fit into a minute, of which most reach the database. {@code -Dfuzz.seed=…}
 * makes a run again as far as its accounts allow, {@code -Dfuzz.requests=…} makes one of another
 * length.
 */
class HostileRequestsTest {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 30_000);
  private static final long SEED =
      Long.getLong("fuzz.seed", RandomGenerator.getDefault().nextLong());

  /** What it would be at least if each request left 1 KiB behind. */
  private static final long MOST_GROWTH = REQUESTS * 9L / 10 * 1024;

  private final RunningGateway gateway = RunningGateway.shared();
  private final Map<String, Sample> samples = Sample.all();

  @Test
  void everyRouteHasASample() {
    assertThat(samples.keySet())
        .as("src/test/resources/hostile/routes.json: what each route is sent by who means well")
        .containsExactlyInAnyOrderElementsOf(Routes.of(gateway));
  }

  @Test
  void noRequestIsAnsweredAsIfItWereOurFaultAndEachRefusalKeepsItsContract() throws Exception {
    gateway.client().get("/v3/api-docs"); // made when first asked for, and kept: megabytes
    gateway.client().get("/v3/api-docs.yaml");
    Instant begin = Instant.now();
    Barrage.Outcome outcome =
        new Barrage(gateway.address(), SEED, new HostileRequests(gateway, samples)).fire(REQUESTS);
    System.out.printf(
        "%,d requests in %s with -Dfuzz.seed=%d: %s, %,d bytes of heap more after the first"
            + " tenth%n",
        REQUESTS,
        Duration.between(begin, Instant.now()),
        SEED,
        outcome.statuses(),
        outcome.growth());

    assertThat(outcome.wrong()).as("with -Dfuzz.seed=" + SEED).isEmpty();
    assertThat(outcome.growth()).isLessThan(MOST_GROWTH);
  }
}
