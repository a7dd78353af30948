package ai.babymusic.gateway.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.local.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brings changes from the outbox to Kafka, when and as a test wants it. */
public final class Relay {
  private static final KafkaProducer<String, String> PRODUCER =
      new KafkaProducer<>(
          Map.of(
              "bootstrap.servers", Infrastructure.shared().kafkaBootstrapServers(), "linger.ms", 0),
          new StringSerializer(),
          new StringSerializer());

  private Relay() {}

  /** The user's changes that the outbox holds, oldest first. */
  public static List<Row> rows(UUID user) {
    return Admin.jdbc()
        .sql(
            """
            select key, seq, type, payload from public.outbox
            where topic = 'changes.v1' and key = ? order by seq
            """)
        .param(user.toString())
        .query((row, number) ->
            new Row(
                row.getString("key"),
                row.getLong("seq"),
                row.getString("type"),
                row.getString("payload")))
        .list();
  }

  /** Publishes one, as the relay would. */
  public static void publish(Row row) {
    var kafkaRecord = new ProducerRecord<>("changes.v1", row.key(), row.payload());
    kafkaRecord.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
    kafkaRecord.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    kafkaRecord.headers().add("ce_source", "/test".getBytes(UTF_8));
    kafkaRecord.headers().add("ce_type", row.type().getBytes(UTF_8));
    try {
      var _ = PRODUCER.send(kafkaRecord).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A row of the outbox. */
  public record Row(String key, long seq, String type, String payload) {}
}
