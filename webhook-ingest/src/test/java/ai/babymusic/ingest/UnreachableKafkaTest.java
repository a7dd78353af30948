package ai.babymusic.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.events.EventCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnreachableKafkaTest {

  /** Half of what Kafka's clients take by default for a question that nobody answers. */
  private static final Duration IN_TIME = Duration.ofSeconds(30);

  /** Its probe went on asking for a minute, and an orchestrator kills a service before that. */
  @Test
  void aServiceThatCannotReachKafkaEndsAllTheSame() {
    Ingest ingest = Ingest.start("127.0.0.1:" + Infrastructure.freePort(), "");
    assertThat(ingest.health("readiness")).isEqualTo(503);
    Instant told = Instant.now();
    ingest.close();
    assertThat(Duration.between(told, Instant.now())).isLessThan(IN_TIME);
  }

  @Test
  void aCallerHearsInTimeThatNothingWasStored() {
    UUID generation = UUID.randomUUID();
    try (Ingest ingest = Ingest.start("127.0.0.1:" + Infrastructure.freePort(), "")) {
      Instant asked = Instant.now();
      HttpResponse<String> response =
          ingest.call(generation, Ingest.SECRETS.sign(generation), "{\"task_id\": \"t-1\"}");
      assertThat(Duration.between(asked, Instant.now())).isLessThan(IN_TIME);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("retry-after")).contains("2");
      assertThat(EventCodec.JSON.readTree(response.body()).path("code").asString())
          .isEqualTo("unavailable");
      assertThat(ingest.health("liveness")).isEqualTo(200);
      assertThat(ingest.health("readiness")).isEqualTo(503);
      assertThat(ingest.send(ingest.request("/actuator/health/liveness")).statusCode())
          .as("not where the provider calls")
          .isEqualTo(404);
    }
  }
}
