package ai.babymusic.systemtests.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.LiveUpdates;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From the tap on a button until the song plays, through five processes and a provider. */
class OneTraceTest {

  private static final Duration A_SONGS_TIME = Duration.ofMinutes(1);

  /** Each by its service and its name, in the order in which they begin. */
  private static final List<String> STEPS =
      List.of(
          "api-gateway: http post /api/songs",
          "change-relay: publish generation.requests.v1",
          "streak-projector: add-activity",
          "generation-worker: receive generation.requests.v1",
          "generation-worker: write-lyrics",
          "generation-worker: submit",
          "generation-worker: http post",
          "webhook-ingest: http post /webhooks/piapi/{generationId}",
          "generation-worker: receive piapi.tasks.v1",
          "generation-worker: apply-report",
          "generation-worker: store",
          "change-relay: publish changes.v1",
          "api-gateway: deliver");

  private final RunningSystem system = RunningSystem.shared();

  @Test
  void aSongIsOneTraceFromItsRequestToTheEventThatItIsReady() throws Exception {
    Parent parent = Parent.signUp(system.gateway());
    TracedRequest request = TracedRequest.of(parent);
    try (Collector collector = new Collector(system.collector());
        LiveUpdates live = LiveUpdates.open(system.gateway(), parent, "")) {
      String song = request.send(system.gateway());
      await().atMost(A_SONGS_TIME).until(() -> live.statuses(song).contains("ready"));
      await()
          .atMost(A_SONGS_TIME)
          .untilAsserted(() ->
              assertThat(names(collector.ofTrace(request.trace().traceId()))).containsAll(STEPS));

      List<Span> spans = collector.ofTrace(request.trace().traceId());
      Set<String> known = spans.stream().map(Span::id).collect(Collectors.toSet());
      known.add(request.trace().value().substring(36, 52));
      assertThat(spans).allSatisfy(span -> assertThat(span.parent()).isIn(known));
      System.out.println(new TraceDrawing(spans));
    }
  }

  private static Set<String> names(List<Span> spans) {
    return spans.stream()
        .map(span -> span.service() + ": " + span.name())
        .collect(Collectors.toSet());
  }
}
