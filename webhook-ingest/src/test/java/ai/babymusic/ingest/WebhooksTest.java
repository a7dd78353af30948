package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.topics.Topic;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

  private static final String KAFKA = Infrastructure.shared().kafkaBootstrapServers();
  private static final String TASK = "{\"task_id\": \"t-1\", \"status\": \"Completed\", \"x\": 1}";
  private static final String FUNCTION = "/functions/v1/piapi-webhook";

  private static Ingest ingest;
  private static Published tasks;

  private final UUID generation = UUID.randomUUID();
  private final String secret = Ingest.SECRETS.sign(generation);

  @BeforeAll
  static void start() {
    ingest = Ingest.start(KAFKA, Ingest.SHARED_SECRET);
    tasks = new Published(KAFKA, Topic.PIAPI_TASKS.address());
  }

  @AfterAll
  static void stop() {
    tasks.close();
    ingest.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TASK,
        "{\"timestamp\": 1724511853, \"data\": " + TASK + "}",
        "{\"code\": 200, \"data\": " + TASK + ", \"message\": \"success\"}"
      })
  void everyShapeThatTheProviderSendsBecomesItsTask(String body) {
    assertTaken(ingest.call(generation, secret, body));

    Published.Entry entry = tasks.awaitKey(generation.toString());
    assertThat(entry.json()).isEqualTo(EventCodec.JSON.readTree(TASK));
    assertThat(entry.headers())
        .containsEntry("ce_type", "piapi.task.reported")
        .containsEntry("ce_source", "/webhook-ingest")
        .containsEntry("ce_subject", generation.toString())
        .containsKey("ce_id");
    assertThat(Instant.parse(entry.headers().get("ce_time")))
        .isCloseTo(Instant.now(), Assertions.within(Duration.ofSeconds(30)));
  }

  @Test
  void noSecretReachesKafkaWhereverItStands() {
    String older = Ingest.SECRETS.all(generation).getLast();
    assertTaken(
        ingest.call(
            generation,
            older,
            """
            {"timestamp": 1, "data": {"task_id": "t-1", "%s": [1, "%s"], "logs": ["got %s!"],
             "escaped": "\\u00%x%s", "torn": "%s\\u0000%s",
             "config": {"webhook_config": {"secret": "%s"}}}}
            """
                .formatted(
                    secret,
                    secret,
                    older,
                    (int) older.charAt(0),
                    older.substring(1),
                    older.substring(0, 9),
                    older.substring(9),
                    older)));

    Published.Entry entry = tasks.awaitKey(generation.toString());
    assertThat(entry.text()).doesNotContain(secret, older).contains("got ********!");
    assertThat(entry.json().path("escaped").asString()).isEqualTo("********");
    assertThat(entry.json().path("torn").asString()).isEqualTo("********");
    assertThat(entry.headers().toString()).doesNotContain(secret, older);
  }

  @Test
  void whatPostgresWouldRefuseIsStripped() {
    assertTaken(
        ingest.call(
            generation,
            secret,
            "{\"task_id\": \"t-1\", \"a\\u0000b\": \"c\\u0000d\\ud800e \\ud83d\\ude34\", \"n\":"
                + " 131.114666666667}"));
    assertThat(tasks.awaitKey(generation.toString()).json())
        .isEqualTo(
            EventCodec.JSON.readTree(
                "{\"task_id\": \"t-1\", \"ab\": \"cde 😴\", \"n\": 131.114666666667}"));
  }

  @Test
  void jsonWithoutATaskIsTakenAndBuried() {
    assertTaken(ingest.call(generation, secret, "{\"data\": {\"secret\": \"" + secret + "\"}}"));
    try (Published buried = new Published(KAFKA, Topic.PIAPI_TASKS.deadLetterAddress())) {
      Published.Entry entry = buried.awaitKey(generation.toString());
      assertThat(entry.text()).isEqualTo("{\"data\":{\"secret\":\"********\"}}");
      assertThat(entry.headers()).containsEntry("kafka_dlt-exception-message", "no task in it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "nonsense", "{} {}", "{\"task_id\": \"\ud800", "\u0000"})
  void whatIsNotJsonIsRefused(String body) {
    assertProblem(ingest.call(generation, secret, body), 400, "not_json");
  }

  @Test
  void bottomlessJsonIsRefused() {
    assertProblem(ingest.call(generation, secret, "[".repeat(100_000)), 400, "not_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "not-a-uuid", "1-1-1-1-1", "../../etc", "%7B%7D"})
  void anAddressWithoutAGenerationDoesNotExist(String id) {
    assertThat(ingest.post("/webhooks/piapi/" + id, BodyPublishers.ofString(TASK)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aWrongOrMissingSecretIsRefusedBeforeTheBodyIsRead() {
    String path = "/webhooks/piapi/" + generation;
    String others = Ingest.SECRETS.sign(UUID.randomUUID());
    byte[] tooLarge = new byte[1_000_000];
    assertProblem(ingest.post(path, BodyPublishers.ofByteArray(tooLarge)), 401, "wrong_secret");
    assertProblem(
        ingest.post(path, BodyPublishers.ofByteArray(tooLarge), "x-webhook-secret", others),
        401,
        "wrong_secret");
    assertProblem(ingest.call(generation, "", TASK), 401, "wrong_secret");
    assertProblem(
        ingest.post(path, BodyPublishers.ofString(TASK), "x-secret", secret), 401, "wrong_secret");
  }

  @Test
  void aBodyAboveTheLimitIsRefusedWhetherItSaysSoOrNot() {
    String path = "/webhooks/piapi/" + generation;
    byte[] tooLarge = (" ".repeat(512 * 1024) + TASK).getBytes(UTF_8);
    assertProblem(
        ingest.post(path, BodyPublishers.ofByteArray(tooLarge), "x-webhook-secret", secret),
        413,
        "body_too_large");
    assertProblem(
        ingest.post(
            path,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)),
            "x-webhook-secret",
            secret),
        413,
        "body_too_large");
    String largest = TASK + " ".repeat(512 * 1024 - TASK.length());
    assertTaken(ingest.call(generation, secret, largest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-webhook-secret", "x-secret", "webhook-secret", "secret"})
  void theFormerAddressTakesTheSharedSecretInAnyOfItsHeaders(String header) {
    String task = UUID.randomUUID().toString();
    String body =
        "{\"data\": {\"task_id\": \"%s\", \"secret\": \"%s\"}}"
            .formatted(task, Ingest.SHARED_SECRET);
    assertProblem(
        ingest.post(FUNCTION, BodyPublishers.ofString(body), header, "guess"), 401, "wrong_secret");
    assertTaken(ingest.post(FUNCTION, BodyPublishers.ofString(body), header, Ingest.SHARED_SECRET));
    assertThat(tasks.awaitKey(task).text()).doesNotContain(Ingest.SHARED_SECRET);
  }

  @Test
  void withoutASharedSecretTheFormerAddressDoesNotExist() {
    try (Ingest closed = Ingest.start(KAFKA, "")) {
      assertProblem(
          closed.post(FUNCTION, BodyPublishers.ofString(TASK), "secret", ""),
          404,
          "unknown_address");
    }
  }

  @Test
  void anotherMethodOrAddressIsAProblemToo() {
    assertProblem(
        ingest.send(ingest.request("/webhooks/piapi/" + generation).GET()),
        405,
        "method_not_allowed");
    assertProblem(ingest.post("/webhooks", BodyPublishers.noBody()), 404, "not_found");
  }

  @Test
  void theAnswerDoesNotDependOnWhatTheCallerSaysItReads() {
    assertTaken(
        ingest.post(
            "/webhooks/piapi/" + generation,
            BodyPublishers.ofString(TASK),
            "x-webhook-secret",
            secret,
            "accept",
            "image/png",
            "content-type",
            "application/x-www-form-urlencoded"));
  }

  @Test
  void refusalsAreToldToOperatorsNotOneByOne() {
    for (int n = 0; n < 50; n++) {
      ingest.call(generation, "forged", TASK);
    }
    try (Published told = new Published(KAFKA, Topic.OPS_REJECTIONS.address())) {
      Published.Entry entry =
          told.await(one ->
              one.json().path("reason").asString().equals("wrong_secret")
                  && one.json().path("count").asLong() > 1);
      assertThat(entry.headers()).containsEntry("ce_type", "webhooks.rejected");
      assertThat(entry.key()).isEqualTo("webhook-ingest");
    }
  }

  private static void assertTaken(HttpResponse<String> response) {
    assertThat(response.body()).isEqualTo("{\"success\":true}");
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(EventCodec.JSON.readTree(response.body()).path("code").asString()).isEqualTo(code);
    assertThat(response.body()).doesNotContain("Exception", "ai.babymusic");
  }
}
