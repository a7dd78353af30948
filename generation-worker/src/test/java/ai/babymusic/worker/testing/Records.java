package ai.babymusic.worker.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import ai.babymusic.schemas.events.Change.SongDeleted;
import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.GenerationRequests.GenerationRequested;
import ai.babymusic.schemas.events.PiapiTasks.TaskReported;
import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.node.ObjectNode;

/** Records as the relay and the ingest would publish them. */
public final class Records implements AutoCloseable {

  private static final int FIRST_PARTITION = 0;

  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers(), "linger.ms", 0),
          new StringSerializer(),
          new ByteArraySerializer());

  public void requested(Database.Requested song) {
    requested(song, song.generationId(), 1);
  }

  /** In the partition of {@link #poison}. */
  public void requestedBesidePoison(Database.Requested song) {
    String key = song.songId().toString();
    GenerationRequested event =
        new GenerationRequested(
            song.generationId(), song.songId(), song.userId(), 1, Instant.now());
    send(
        KafkaMessageFactory.createWriter(Topic.GENERATION_REQUESTS.address(), FIRST_PARTITION, key)
            .writeBinary(cloudEvent(event, key)));
  }

  /** Something that can never be read. */
  public void poison(Topic topic, String value) {
    send(new ProducerRecord<>(topic.address(), FIRST_PARTITION, null, value.getBytes(UTF_8)));
  }

  /** A dead letter without a task, replayed for the first time. */
  public void replayed(UUID generationId, ObjectNode noTask) {
    String key = generationId.toString();
    ProducerRecord<String, byte[]> record =
        KafkaMessageFactory.createWriter(Topic.PIAPI_TASKS.address(), key)
            .writeBinary(cloudEvent(new TaskReported(noTask), key));
    DeadLetterHeaders.add(record.headers(), DeadLetterHeaders.REPLAYS, "1");
    send(record);
  }

  public void requested(Database.Requested song, UUID generationId, int attempt) {
    publish(
        Topic.GENERATION_REQUESTS,
        song.songId().toString(),
        song.songId().toString(),
        new GenerationRequested(
            generationId, song.songId(), song.userId(), attempt, Instant.now()));
  }

  public void reported(UUID generationId, ObjectNode task) {
    publish(
        Topic.PIAPI_TASKS,
        generationId.toString(),
        generationId.toString(),
        new TaskReported(task));
  }

  public void deleted(Database.Requested song) {
    SongRow row =
        new SongRow(
            song.songId(),
            song.userId(),
            "gone",
            "preset",
            "sleeping",
            null,
            null,
            null,
            null,
            false,
            null,
            null,
            "ready",
            1,
            song.generationId(),
            null,
            null,
            null,
            false,
            false,
            Instant.now(),
            Instant.now(),
            null);
    publish(
        Topic.CHANGES,
        song.userId().toString(),
        song.userId().toString(),
        new SongDeleted(song.userId(), "epoch", 1, row));
  }

  /** All dead letters of a topic. */
  public List<ConsumerRecord<String, byte[]>> deadLetters(Topic topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.deadLetterAddress(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(2)).records(partition);
    }
  }

  /** Waits until the worker has read, and acted on, all that there is now. */
  public void awaitRead(Topic topic) {
    try (Admin admin =
        Admin.create(
            Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers()))) {
      Map<TopicPartition, Long> ends = ends(topic);
      await()
          .until(() -> {
            var read =
                admin
                    .listConsumerGroupOffsets("generation-worker")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end ->
                    read.get(end.getKey()) != null
                        && read.get(end.getKey()).offset() >= end.getValue());
          });
    }
  }

  private static Map<TopicPartition, Long> ends(Topic topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          consumer.partitionsFor(topic.address()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList());
    }
  }

  private void publish(Topic topic, String key, String subject, Event event) {
    send(
        KafkaMessageFactory.createWriter(topic.address(), key)
            .writeBinary(cloudEvent(event, subject)));
  }

  private static CloudEvent cloudEvent(Event event, String subject) {
    return EventCodec.write(
        event, UUID.randomUUID().toString(), URI.create("/test"), subject, Instant.now());
  }

  private void send(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
