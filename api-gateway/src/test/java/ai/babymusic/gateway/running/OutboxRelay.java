package ai.babymusic.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.local.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Carries what is written to one topic's part of the outbox from now on to Kafka. */
public final class OutboxRelay implements AutoCloseable {

  private final String topic;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long last;

  private OutboxRelay(String topic) {
    this.topic = topic;
    this.last =
        Admin.jdbc().sql("select coalesce(max(id), 0) from outbox").query(Long.class).single();
    this.thread = Thread.ofPlatform().daemon().name("outbox relay").start(this::run);
  }

  public static OutboxRelay start(String topic) {
    return new OutboxRelay(topic);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var servers = Infrastructure.shared().kafkaBootstrapServers();
    try (var kafka =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer())) {
      do {
        for (Row row : rows()) {
          kafka.send(row.toKafka(topic)).get();
        }
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private List<Row> rows() {
    List<Row> rows =
        Admin.jdbc()
            .sql(
                """
                select id, key, type, payload::text as payload from outbox
                where id > ? and topic = ? order by id
                """)
            .params(last, topic)
            .query((row, number) ->
                new Row(
                    row.getLong("id"),
                    row.getString("key"),
                    row.getString("type"),
                    row.getString("payload")))
            .list();
    if (!rows.isEmpty()) {
      last = rows.getLast().id();
    }
    return rows;
  }

  private record Row(long id, String key, String type, String payload) {

    ProducerRecord<String, String> toKafka(String topic) {
      var made = new ProducerRecord<>(topic, key, payload);
      made.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
      made.headers().add("ce_id", Long.toString(id).getBytes(UTF_8));
      made.headers().add("ce_source", "/outbox".getBytes(UTF_8));
      made.headers().add("ce_type", type.getBytes(UTF_8));
      made.headers().add("content-type", "application/json".getBytes(UTF_8));
      return made;
    }
  }
}
