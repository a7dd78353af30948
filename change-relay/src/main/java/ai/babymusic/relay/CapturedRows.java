package ai.babymusic.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Takes what comes through the slot to Kafka, and tells the slot only of what Kafka holds. */
final class CapturedRows implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

  private final Publisher publisher;
  private final AtomicReference<Optional<String>> published =
      new AtomicReference<>(Optional.empty());

  CapturedRows(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> changes,
      RecordCommitter<RecordChangeEvent<SourceRecord>> slot)
      throws InterruptedException {
    List<OutboxRow> rows =
        changes.stream().map(RecordChangeEvent::record).flatMap(CapturedRows::row).toList();
    publisher.publish(rows.stream().filter(row -> !row.isHeartbeat()).toList());
    rows.stream()
        .flatMap(row -> row.everythingBefore().stream())
        .reduce((earlier, later) -> later)
        .ifPresent(xid -> published.set(Optional.of(xid)));
    for (RecordChangeEvent<SourceRecord> change : changes) {
      slot.markProcessed(change);
    }
    slot.markBatchFinished();
  }

  /** Every transaction before this one is in Kafka; empty if that is no news. */
  Optional<String> takePublishedBefore() {
    return published.getAndSet(Optional.empty());
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
