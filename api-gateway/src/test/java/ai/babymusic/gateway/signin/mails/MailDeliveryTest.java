package ai.babymusic.gateway.signin.mails;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Mailbox;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What becomes of a record of {@code auth.mail.v1}, whatever happens on its way. */
class MailDeliveryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Mailbox MAILBOX = Mailbox.shared();
  private static final RunningGateway GATEWAY =
      RunningGateway.start(Map.of("AUTH_AUTO_CONFIRM", "false"));
  private static final KafkaProducer<String, String> KAFKA =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers(), "linger.ms", 0),
          new StringSerializer(),
          new StringSerializer());

  private final String address = Client.newAddress();
  private final UUID request = UUID.randomUUID();

  @AfterAll
  static void stop() {
    KAFKA.close();
    GATEWAY.close();
  }

  @Test
  void aWishThatIsReadTwiceIsOneMail() {
    account();
    wish("recovery");
    wish("recovery");
    MAILBOX.await(address);
    UUID another = wish("magic_link", UUID.randomUUID(), Instant.now());
    awaitEnd(another, "sent"); // by now the second reading has been done as well
    awaitEnd(request, "sent");
    assertThat(MAILBOX.of(address)).hasSize(2);
    assertThat(MAILBOX.of(address).getFirst().id()).contains(request.toString());
  }

  @Test
  void aMailComesInHtmlAndInPlainText() {
    account();
    wish("recovery");
    var mail = MAILBOX.await(address);
    assertThat(mail.text()).contains(mail.code(), "/confirm?token=").doesNotContain("<", "??");
    assertThat(mail.html())
        .contains("<!DOCTYPE html>", mail.code(), "Choose a new password</a>")
        .contains(mail.query().replace("&", "&amp;"))
        .doesNotContain("??", " th:");
  }

  @Test
  void nobodyIsNotMailed() {
    wish("recovery");
    awaitEnd(request, "needless");
    assertThat(MAILBOX.of(address)).isEmpty();
  }

  @Test
  void whatIsDoneKeepsNeitherAddressNorDetails() {
    account();
    wish("recovery");
    awaitEnd(request, "sent");
    var row =
        Admin.jdbc()
            .sql("select recipient is null and details = '{}' from auth.mails where request_id = ?")
            .param(request)
            .query(Boolean.class)
            .single();
    assertThat(row).isTrue();
  }

  @Test
  void aMailServerThatIsDownDelaysMails() {
    account();
    MAILBOX.without(() -> {
      wish("recovery");
      await().atMost(PATIENCE).until(() -> tries() >= 2);
      assertThat(GATEWAY.client().get("/auth/v1/health").status()).isEqualTo(200);
      assertThat(GATEWAY.management().get("/actuator/health/readiness").status()).isEqualTo(200);
    });
    MAILBOX.await(address);
    awaitEnd(request, "sent");
  }

  @Test
  void aMailThatComesLateDoesNotEndTheLinkOfALaterOne() {
    account();
    UUID later = wish("recovery", UUID.randomUUID(), Instant.now());
    awaitEnd(later, "sent");
    var good = MAILBOX.await(address);
    wish("recovery", request, Instant.now().minusSeconds(60));
    awaitEnd(request, "needless");
    assertThat(MAILBOX.of(address)).hasSize(1);
    assertThat(
            GATEWAY
                .client()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/auth/v1/confirm", good.query())
                .header("location"))
        .contains("access_token=");
  }

  @Test
  void afterAnHourNobodyWaitsForAMailAnyMore() {
    account();
    wish("recovery", request, Instant.now().minus(Duration.ofMinutes(61)));
    awaitEnd(request, "expired");
    assertThat(MAILBOX.of(address)).isEmpty();
  }

  @Test
  void aSignUpWithATakenAddressTellsItsOwnerOnly() {
    account();
    wish("confirmation");
    assertThat(MAILBOX.await(address).subject()).isEqualTo("You already have an account");
  }

  @Test
  void whatCannotBeReadGoesToTheDeadLettersAndThePartitionGoesOn() {
    account();
    String poison = "{\"poison\":\"" + request + "\"}";
    send(request, "mail.requested", poison);
    var dead = awaitDeadLetter(poison);
    assertThat(new String(dead.headers().lastHeader("kafka_dlt-exception-fqcn").value(), UTF_8))
        .endsWith("UnreadableEvent");
    send(request, "mail.requested", event(request, "no_such_kind", Instant.now()));
    awaitDeadLetter("no_such_kind");
    UUID good = wish("recovery", UUID.randomUUID(), Instant.now());
    awaitEnd(good, "sent");
  }

  private void account() {
    Admin.jdbc()
        .sql("insert into auth.users (email, email_confirmed_at) values (?, now())")
        .param(address)
        .update();
  }

  private void wish(String kind) {
    wish(kind, request, Instant.now());
  }

  private UUID wish(String kind, UUID id, Instant at) {
    send(id, "mail.requested", event(id, kind, at));
    return id;
  }

  private String event(UUID id, String kind, Instant at) {
    return """
    {"request_id":"%s","kind":"%s","recipient":"%s","details":{"redirect_to":"https://app.example"},
     "requested_at":"%s"}
    """
        .formatted(id, kind, address, at);
  }

  private static void send(UUID key, String type, String value) {
    // One partition: what comes after is read after.
    var made = new ProducerRecord<>("auth.mail.v1", 0, key.toString(), value);
    made.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    made.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    made.headers().add("ce_source", "/test".getBytes(UTF_8));
    made.headers().add("ce_type", type.getBytes(UTF_8));
    try {
      KAFKA.send(made).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitEnd(UUID request, String status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            List.of(status)
                .equals(
                    Admin.jdbc()
                        .sql("select status from auth.mails where request_id = ?")
                        .param(request)
                        .query(String.class)
                        .list()));
  }

  private int tries() {
    return Admin.jdbc()
        .sql("select coalesce(max(tries), 0) from auth.mails where request_id = ?")
        .param(request)
        .query(Integer.class)
        .single();
  }

  private static ConsumerRecord<String, String> awaitDeadLetter(String content) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions = List.of(new TopicPartition("auth.mail.v1.dlt", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(end)) {
        for (var letter : consumer.poll(Duration.ofMillis(200))) {
          if (letter.value().contains(content)) {
            return letter;
          }
        }
      }
      throw new AssertionError("no dead letter with " + content);
    }
  }
}
