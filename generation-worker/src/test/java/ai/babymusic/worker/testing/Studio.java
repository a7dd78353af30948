package ai.babymusic.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.worker.testing.Database.Requested;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.node.ObjectNode;

/** A worker, a provider and an empty database, and what is done with them in most tests. */
public final class Studio implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final StubProvider provider = new StubProvider();
  private final Database database = new Database();
  private final Records records = new Records();
  private final RunningWorker worker;

  /** Opens it with these settings of the worker beside the usual ones. */
  public Studio(Map<String, String> settings) throws IOException {
    database.clear();
    worker = RunningWorker.start(provider, settings);
  }

  public StubProvider provider() {
    return provider;
  }

  public Database database() {
    return database;
  }

  public Records records() {
    return records;
  }

  /** A bedtime song that the worker has not heard of yet. */
  public Requested ask(String name) {
    return database.request(database.user("Mira", "girl"), name, false);
  }

  public Requested request(String name) {
    Requested song = ask(name);
    records.requested(song);
    return song;
  }

  /** What its user's retry does; the new attempt. */
  public UUID retry(Requested song, int attempt) {
    UUID next = database.requestAgain(song.songId());
    records.requested(song, next, attempt);
    return next;
  }

  /** Passes the requests on that the worker itself has made, as the relay would. */
  public void relay() {
    for (Map<String, @Nullable Object> row :
        database.rows("select * from song_generations where status = 'queued' and attempt > 1")) {
      records.requested(
          new Requested(uuid(row, "user_id"), uuid(row, "song_id"), uuid(row, "id")),
          uuid(row, "id"),
          Integer.parseInt(String.valueOf(row.get("attempt"))));
    }
  }

  public void reported(UUID generation, ObjectNode task) {
    records.reported(generation, task);
  }

  /** Reports that the order was made, with so many tracks. */
  public void made(UUID generation, String taskId, int tracks) {
    String[] urls = new String[tracks];
    for (int n = 0; n < tracks; n++) {
      urls[n] = provider.serves(taskId + "-" + n + ".mp3", Mp3.of(1000, n));
    }
    reported(generation, Tasks.completed(taskId, urls));
  }

  /** Once the provider has it: what was ordered. */
  public StubProvider.Order submitted(UUID generation) {
    until(generation, "submitted");
    return provider.orders(generation).getLast();
  }

  public void until(UUID generation, String status) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(database.status(generation)).isEqualTo(status));
  }

  public void untilSong(Requested song, String status) {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () -> assertThat(database.song(song.songId())).containsEntry("status", status));
  }

  /** Waits until the worker has done all that it was told so far and has to do at once. */
  public void settled(UUID generation) {
    records.awaitRead(Topic.GENERATION_REQUESTS);
    records.awaitRead(Topic.PIAPI_TASKS);
    await()
        .until(() ->
            database
                .rows(
                    """
                    select 1 from scheduled_tasks
                    where task_name in ('write-lyrics', 'submit', 'store') and task_instance like ?
                    """,
                    generation + "%")
                .isEmpty());
  }

  public List<S3Object> objects(Requested song) {
    return worker
        .bean(S3Client.class)
        .listObjectsV2(
            list -> list.bucket(Infrastructure.shared().s3Bucket()).prefix(song.userId() + "/"))
        .contents();
  }

  public byte[] stored(String key) {
    return worker
        .bean(S3Client.class)
        .getObjectAsBytes(get -> get.bucket(Infrastructure.shared().s3Bucket()).key(key))
        .asByteArray();
  }

  public <T> T bean(Class<T> type) {
    return worker.bean(type);
  }

  /** How often the worker counted something, whatever its tags. */
  public long counted(String meter) {
    return Math.round(
        worker.bean(MeterRegistry.class).find(meter).counters().stream()
            .mapToDouble(Counter::count)
            .sum());
  }

  private static UUID uuid(Map<String, @Nullable Object> row, String column) {
    return UUID.fromString(String.valueOf(row.get(column)));
  }

  @Override
  public void close() {
    worker.close();
    records.close();
    provider.close();
  }
}
