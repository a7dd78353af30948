package ai.babymusic.streaks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class StreakProjectorTest {

  private static final Infrastructure PLACE = Infrastructure.shared();
  private static final Instant MONDAY = Instant.parse("2026-11-02T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static Forwarder way;
  private static ConfigurableApplicationContext projector;
  private static KafkaProducer<String, byte[]> producer;
  private static JdbcClient database;

  private final UUID user = UUID.randomUUID();

  @BeforeAll
  static void start() {
    way = Forwarder.open(PLACE.databaseUrl("streak_projector"));
    projector =
        SpringApplication.run(
            StreakProjectorApplication.class,
            "--server.port=0",
            "--spring.kafka.bootstrap-servers=" + PLACE.kafkaBootstrapServers(),
            "--streaks.database-url=" + way.url());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", PLACE.kafkaBootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    DatabaseUrl admin = DatabaseUrl.parse(PLACE.adminDatabaseUrl());
    DriverManagerDataSource administrator = new DriverManagerDataSource(admin.jdbcUrl());
    administrator.setUsername(admin.user());
    administrator.setPassword(admin.password());
    database = JdbcClient.create(administrator);
  }

  @AfterAll
  static void stop() {
    producer.close();
    projector.close();
    way.close();
  }

  @BeforeEach
  void signUp() {
    database
        .sql("insert into auth.users (id, email) values (?, ?)")
        .params(user, user + "@example.org")
        .update();
  }

  @Test
  void aDayMakesOneTheNextDayTwoAndADuplicateNothing() {
    activeAt(MONDAY);
    awaitStreak(1);
    activeAt(MONDAY.plus(DAY));
    awaitStreak(2);
    activeAt(MONDAY.plus(DAY));
    activeAt(MONDAY);
    activeAt(MONDAY.plus(DAY).plus(DAY));
    awaitStreak(3);
    activeAt(MONDAY.plus(DAY.multipliedBy(9)));
    awaitStreak(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user_id\": \"nobody\", \"active_at\": \"2026-11-02T12:00:00Z\"}",
        "{\"active_at\": \"2026-11-02T12:00:00Z\"}",
        "{\"user_id\": \"00000000-0000-0000-0000-000000000000\", \"active_at\":"
            + " \"+900000-01-01T00:00:00Z\"}",
        "{\"user_id\": \"00000000-0000-0000-0000-000000000000\", \"active_at\":"
            + " \"2026-11-02T12:00:00Z\", \"timezone\": \"a\\u0000b\"}",
        "nonsense"
      })
  void whatCanNeverSucceedIsBuriedWithItsReasonAndTheNextRecordCounts(String poison) {
    send("user.active", poison.getBytes(UTF_8));
    activeAt(MONDAY);
    awaitStreak(1);
    ConsumerRecord<String, byte[]> letter = awaitDeadLetter();
    assertThat(new String(letter.value(), UTF_8)).isEqualTo(poison);
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_CLASS))
        .matches(".*(UnreadableEvent|DataIntegrityViolationException)");
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).isNotBlank();
    assertThat(header(letter, DeadLetterHeaders.ORIGINAL_TOPIC)).isEqualTo("user.activity.v1");
    assertThat(header(letter, DeadLetterHeaders.CONSUMER_GROUP)).isEqualTo("streak-projector");
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.ORIGINAL_PARTITION).value())
        .hasSize(Integer.BYTES);
    assertThat(letter.headers().lastHeader(DeadLetterHeaders.ORIGINAL_OFFSET).value())
        .hasSize(Long.BYTES);
    assertThat(header(letter, "ce_type")).isEqualTo("user.active");
  }

  @Test
  void whatIsNoCloudEventIsBuriedToo() {
    // As large as its topic takes: with the reason it is larger, and yet it has to go somewhere.
    byte[] noEvent = new byte[1_048_400];
    var _ = producer.send(new ProducerRecord<>(Topic.USER_ACTIVITY_NAME, user.toString(), noEvent));
    activeAt(MONDAY);
    awaitStreak(1);
    ConsumerRecord<String, byte[]> letter = awaitDeadLetter();
    assertThat(letter.value()).hasSameSizeAs(noEvent);
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).startsWith("not a CloudEvent");
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForAndNothingIsSkipped() {
    activeAt(MONDAY);
    awaitStreak(1);
    way.close();
    long before = failures();
    activeAt(MONDAY.plus(DAY));
    activeAt(MONDAY.plus(DAY).plus(DAY));
    await().until(() -> failures() > before);

    way.open();

    awaitStreak(3);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void anEventOfALaterVersionIsSkipped() {
    send("user.slept", "{}".getBytes(UTF_8));
    activeAt(MONDAY);
    awaitStreak(1);
  }

  private void activeAt(Instant time) {
    send("user.active", EventCodec.JSON.writeValueAsBytes(new UserActive(user, time, "UTC")));
  }

  private void send(String type, byte[] data) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(UUID.randomUUID().toString())
            .withSource(URI.create("/test"))
            .withType(type)
            .withSubject(user.toString())
            .withDataContentType("application/json")
            .withData(data)
            .build();
    ProducerRecord<String, byte[]> record =
        KafkaMessageFactory.createWriter(Topic.USER_ACTIVITY_NAME, user.toString())
            .writeBinary(event);
    var _ = producer.send(record);
  }

  private void awaitStreak(int expected) {
    await()
        .until(
            () ->
                database
                    .sql("select current_streak from public.profiles where id = ?")
                    .param(user)
                    .query(Integer.class)
                    .single(),
            streak -> streak == expected);
  }

  private static long failures() {
    return projector
        .getBean(MeterRegistry.class)
        .find("spring.kafka.listener")
        .tag("result", "failure")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private ConsumerRecord<String, byte[]> awaitDeadLetter() {
    return await().until(() -> deadLetters(), found -> !found.isEmpty()).getFirst();
  }

  /** This user's, of all that are there. */
  private List<ConsumerRecord<String, byte[]>> deadLetters() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", PLACE.kafkaBootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = List.of(new TopicPartition(Topic.USER_ACTIVITY.deadLetterAddress(), 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().iterator().next();
      List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
      while (consumer.position(partitions.getFirst()) < end) {
        consumer.poll(Duration.ofMillis(50)).forEach(letters::add);
      }
      return letters.stream().filter(letter -> user.toString().equals(letter.key())).toList();
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
