package ai.babymusic.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Takes what comes through the slot to Kafka, and tells the slot only of what Kafka holds. */
final class CapturedRows implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

  private final Publisher publisher;
  private final Lead lead;
  private final AtomicReference<@Nullable Heartbeat> returned = new AtomicReference<>();

  CapturedRows(Publisher publisher, Lead lead) {
    this.publisher = publisher;
    this.lead = lead;
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> changes,
      RecordCommitter<RecordChangeEvent<SourceRecord>> slot)
      throws InterruptedException {
    List<OutboxRow> rows =
        changes.stream().map(RecordChangeEvent::record).flatMap(CapturedRows::row).toList();
    publisher.publish(rows.stream().filter(row -> !row.isHeartbeat()).toList(), lead);
    rows.stream()
        .flatMap(row -> row.heartbeat().stream())
        .reduce((earlier, later) -> later)
        .ifPresent(returned::set);
    lead.require();
    for (RecordChangeEvent<SourceRecord> change : changes) {
      slot.markProcessed(change);
    }
    slot.markBatchFinished();
  }

  /**
   * The last heartbeat that came back, so that all before it is in Kafka; null if that is no news.
   */
  @Nullable Heartbeat takeReturned() {
    return returned.getAndSet(null);
  }

  private static Stream<OutboxRow> row(SourceRecord record) {
    if (!(record.value() instanceof Struct change)
        || change.schema().field("after") == null
        || change.getStruct("after") == null) {
      return Stream.empty();
    }
    Struct after = change.getStruct("after");
    return Stream.of(
        new OutboxRow(
            after.getInt64("id"),
            after.getString("topic"),
            after.getString("key"),
            after.getString("type"),
            after.getString("payload"),
            after.getString("headers"),
            Instant.parse(after.getString("created_at"))));
  }
}
