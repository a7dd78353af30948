package ai.babymusic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Spring Boot alone heeds the share of traces only beside the name of a sampler. */
class RecordedTracesTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();

  @Test
  void noTraceIsRecordedUnlessSomebodyAsks() throws Exception {
    assertThat(traceOf(Map.of("KAFKA_BOOTSTRAP_SERVERS", KAFKA))).endsWith("-00");
  }

  @Test
  void theShareThatIsAskedForIsRecorded() throws Exception {
    assertThat(traceOf(Map.of("KAFKA_BOOTSTRAP_SERVERS", KAFKA, "OTEL_TRACES_SAMPLER_ARG", "1")))
        .endsWith("-01");
  }

  private static String traceOf(Map<String, String> told) throws Exception {
    UUID generation = UUID.randomUUID();
    try (Ingest ingest = Ingest.start(told);
        Published published = new Published(KAFKA, Topic.PIAPI_TASKS.address())) {
      await().until(ingest::isReady);
      ingest.call(generation, Ingest.SECRETS.sign(generation), "{\"task_id\": \"t-1\"}");
      return published
          .awaitKey(generation.toString())
          .headers()
          .getOrDefault("traceparent", "none");
    }
  }
}
