package ai.babymusic.systemtests.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.schemas.tracing.Traceparent;
import ai.babymusic.systemtests.running.LiveUpdates;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    String caller = Traceparent.random().value().replaceFirst("00$", "01");
    String trace = new Traceparent(caller).traceId();
    try (Collector collector = new Collector(system.collector());
        LiveUpdates live = LiveUpdates.open(system.gateway(), parent, "")) {
      String song = request(parent, caller);
      await().atMost(A_SONGS_TIME).until(() -> live.statuses(song).contains("ready"));
      await()
          .atMost(A_SONGS_TIME)
          .untilAsserted(() -> assertThat(names(collector.ofTrace(trace))).containsAll(STEPS));

      List<Span> spans = collector.ofTrace(trace);
      Set<String> known = spans.stream().map(Span::id).collect(Collectors.toSet());
      known.add(caller.substring(36, 52));
      assertThat(spans).allSatisfy(span -> assertThat(span.parent()).isIn(known));
      System.out.println(new TraceDrawing(spans));
    }
  }

  private String request(Parent parent, String traceparent) {
    HttpResponse<String> answer =
        Parent.send(
            HttpRequest.newBuilder(system.gateway().resolve("/api/songs"))
                .header("authorization", "Bearer " + parent.token())
                .header("content-type", "application/json")
                .header(Traceparent.HEADER, traceparent)
                .POST(Parent.json(Parent.BEDTIME)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Parent.read(answer).get("id").asString();
  }

  private static Set<String> names(List<Span> spans) {
    return spans.stream()
        .map(span -> span.service() + ": " + span.name())
        .collect(Collectors.toSet());
  }
}
