package ai.babymusic.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * One run of the Debezium engine over one slot. It never tries again by itself: within a run it
 * would go by the offsets it remembers, which lose rows of a COPY, and might make a slot. A new run
 * starts where the slot stands.
 */
final class Capture implements AutoCloseable {

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Capture(String slot, RelayProperties settings, Database database, CapturedRows rows) {
    engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(properties(slot, settings, database))
            .using((success, message, error) -> {
              if (success) {
                ended.complete(null);
              } else {
                ended.completeExceptionally(
                    error == null ? new IllegalStateException(message) : error);
              }
            })
            .notifying(rows)
            .build();
    Thread.ofPlatform().name("capture").daemon().start(engine);
  }

  /**
   * Waits as long as the run goes on.
   *
   * @return false if it has ended
   * @throws ExecutionException if it has failed
   */
  boolean goesOnFor(Duration time) throws InterruptedException, ExecutionException {
    try {
      ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException stillRunning) {
      return true;
    }
  }

  /** Stops the run and waits for its end, since two runs must not send to Kafka side by side. */
  @Override
  public void close() throws IOException {
    boolean running = !ended.isDone();
    while (running) {
      try {
        engine.close();
      } catch (IllegalStateException startingOrStopping) {
        // Refused until it has started, and while it stops by itself: ask again.
      }
      try {
        running = goesOnFor(Duration.ofMillis(50));
      } catch (ExecutionException failed) {
        running = false;
      } catch (InterruptedException e) {
        // Only a stopping process interrupts; the engine's thread does not outlive it.
        Thread.currentThread().interrupt();
        running = false;
      }
    }
  }

  private static Properties properties(String slot, RelayProperties settings, Database database) {
    Properties properties = database.forCapture();
    properties.put("name", "change-relay");
    properties.put("connector.class", PostgresConnector.class.getName());
    properties.put("topic.prefix", "relay");
    properties.put("plugin.name", "pgoutput");
    properties.put("publication.name", settings.publication());
    properties.put("publication.autocreate.mode", "disabled");
    properties.put("table.include.list", "public.outbox");
    properties.put("column.exclude.list", "public.outbox.xid,public.outbox.seq");
    properties.put("skipped.operations", "u,d,t");
    properties.put("snapshot.mode", "no_data");
    properties.put("slot.name", slot);
    properties.put("slot.max.retries", "0");
    properties.put("errors.max.retries", "0");
    properties.put("poll.interval.ms", Long.toString(settings.poll().toMillis()));
    properties.put("max.queue.size.in.bytes", "16777216"); // a few rows may be very large
    properties.put("status.update.interval.ms", "2000");
    properties.put("offset.storage", MemoryOffsetBackingStore.class.getName());
    properties.put("offset.flush.interval.ms", "1000");
    properties.put("record.processing.threads", "1");
    return properties;
  }
}
