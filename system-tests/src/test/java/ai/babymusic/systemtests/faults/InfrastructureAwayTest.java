package ai.babymusic.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Kafka or PostgreSQL hang: answers come in time, nothing is lost, nothing is half-written. */
class InfrastructureAwayTest {

  /** 2 to 4 s on a machine of one's own; without deadlines it would be 30 to 120. */
  private static final Duration IN_TIME = Duration.ofSeconds(12);

  private final RunningSystem system = RunningSystem.shared();

  @Test
  void withoutKafkaSongsAreAcceptedAndMadeWhenItIsBack() {
    Parent parent = Parent.signUp(system.gateway());
    UUID song;
    system.freeze("kafka");
    try {
      song = parent.requestSong();
      assertThat(parent.status(song)).isEqualTo("queued");
    } finally {
      system.thaw("kafka");
    }
    parent.awaitStatus(song, "ready");
  }

  @Test
  void withoutKafkaAWebhookIsAskedToComeAgain() {
    Parent parent = Parent.signUp(system.gateway());
    UUID song = parent.requestSong();
    parent.awaitStatus(song, "ready");
    UUID generation = UUID.fromString(parent.song(song).get("generation_id").asString());
    HttpResponse<String> answer;
    Instant sent = Instant.now();
    system.freeze("kafka");
    try {
      answer =
          Parent.send(
              HttpRequest.newBuilder(system.ingest().resolve("/webhooks/piapi/" + generation))
                  .header("x-webhook-secret", system.webhookSecrets().sign(generation))
                  .header("content-type", "application/json")
                  .POST(Parent.json(Map.of("timestamp", 1, "data", Map.of("task_id", "t")))));
    } finally {
      system.thaw("kafka");
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(Duration.between(sent, Instant.now())).isLessThan(IN_TIME);
  }

  @Test
  void withoutTheDatabaseARequestIsRefusedInTimeAndNothingOfItRemains() {
    Parent parent = Parent.signUp(system.gateway());
    HttpResponse<String> answer;
    Instant sent = Instant.now();
    system.freeze("postgres");
    try {
      answer = parent.call("POST", "/api/songs", Parent.BEDTIME);
    } finally {
      system.thaw("postgres");
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(Duration.between(sent, Instant.now())).isLessThan(IN_TIME);
    assertThat(Parent.read(parent.call("GET", "/api/songs", Map.of())).get("songs")).isEmpty();
  }
}
