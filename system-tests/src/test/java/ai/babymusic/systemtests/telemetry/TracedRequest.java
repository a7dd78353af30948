package ai.babymusic.systemtests.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.tracing.Traceparent;
import ai.babymusic.systemtests.running.Parent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A parent's request for a song by a caller who records a trace of it. */
record TracedRequest(Parent parent, Traceparent trace) {

  static TracedRequest of(Parent parent) {
    return new TracedRequest(
        parent, new Traceparent(Traceparent.random().value().replaceFirst("00$", "01")));
  }

  /** Returns the song's id. */
  String send(URI gateway) {
    HttpResponse<String> answer =
        Parent.send(
            HttpRequest.newBuilder(gateway.resolve("/api/songs"))
                .header("authorization", "Bearer " + parent.token())
                .header("content-type", "application/json")
                .header(Traceparent.HEADER, trace.value())
                .POST(Parent.json(Parent.BEDTIME)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Parent.read(answer).get("id").asString();
  }
}
