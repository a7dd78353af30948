package ai.babymusic.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.Parent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The music provider tells things twice, in the wrong order, or not at all, until this is closed.
 */
record WebhookFaults(URI rules) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static WebhookFaults inForce(URI simulator, FaultPlan plan) {
    var faults = new WebhookFaults(simulator.resolve("/simulator/faults"));
    faults.put(
        List.of(rule("doubled", plan, 1), rule("reordered", plan, 2), rule("lost", plan, 3)));
    return faults;
  }

  @Override
  public void close() {
    put(List.of());
  }

  /** Which tasks one of them hits has nothing to do with which the others hit. */
  private static Map<String, ?> rule(String fault, FaultPlan plan, int number) {
    return Map.of("fault", fault, "share", FaultPlan.SHARE, "seed", plan.seed() + number);
  }

  /** Also when the simulator has just been killed. */
  private void put(List<Map<String, ?>> list) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(
                    Parent.send(
                            HttpRequest.newBuilder(rules).PUT(Parent.json(Map.of("rules", list))))
                        .statusCode())
                .isEqualTo(200));
  }
}
