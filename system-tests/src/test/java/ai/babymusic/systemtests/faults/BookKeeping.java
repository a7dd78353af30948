package ai.babymusic.systemtests.faults;

import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Reads the {@link Books} of a running system, as somebody who may see everything. */
final class BookKeeping {

  private static final String BUCKET = "baby-music";

  private final RunningSystem system;
  private final Collection<UUID> users;
  private final Instant since;
  private final JdbcClient jdbc;

  /** Of the users' songs and of the tasks that were made {@code since}. */
  BookKeeping(RunningSystem system, Collection<UUID> users, Instant since) {
    this.system = system;
    this.users = users;
    this.since = since;
    DatabaseUrl database = system.database();
    jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.user(), String.valueOf(database.password())));
  }

  Books read() {
    return new Books(songs(), attempts(), variations(), tasks(), objects());
  }

  /** Jobs that somebody will still do; those that only wait for time to pass do not count. */
  List<String> jobsLeft() {
    return jdbc.sql(
            """
            select task_name || ' ' || task_instance from scheduled_tasks
            where task_name in ('write-lyrics', 'submit', 'store', 'remove-audio')
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<Books.Song> songs() {
    return rows(
        "songs",
        (row, _) ->
            new Books.Song(
                row.getObject("id", UUID.class),
                row.getString("status"),
                row.getString("audio_url"),
                row.getString("whole")));
  }

  private List<Books.Attempt> attempts() {
    return rows(
        "song_generations",
        (row, _) ->
            new Books.Attempt(
                row.getObject("id", UUID.class),
                row.getObject("song_id", UUID.class),
                row.getString("status"),
                row.getObject("call_started_at") != null,
                row.getString("timings").contains("\"unknown\""),
                row.getString("whole")));
  }

  private List<Books.Variation> variations() {
    return rows(
        "song_variations",
        (row, _) ->
            new Books.Variation(
                row.getObject("song_id", UUID.class),
                row.getObject("generation_id", UUID.class),
                row.getString("provider_id"),
                row.getString("audio_url"),
                row.getString("whole")));
  }

  private interface Reading<T> {
    T of(ResultSet row, int number) throws SQLException;
  }

  private <T> List<T> rows(String table, Reading<T> reading) {
    return jdbc.sql(
            "select r.*, to_jsonb(r)::text as whole from %s r where user_id in (:users)"
                .formatted(table))
        .param("users", users)
        .query(reading::of)
        .list();
  }

  private List<Books.Task> tasks() {
    return Parent.get(system.simulator().resolve("/simulator/tasks"))
        .valueStream()
        .filter(task -> !Instant.parse(task.get("created_at").asString()).isBefore(since))
        .map(BookKeeping::task)
        .toList();
  }

  private static Books.Task task(JsonNode task) {
    URI endpoint = URI.create(task.get("endpoint").asString());
    String path = endpoint.getPath();
    return new Books.Task(
        task.get("task_id").asString(),
        UUID.fromString(path.substring(path.lastIndexOf('/') + 1)),
        endpoint.getAuthority(),
        task.get("paid").asBoolean(),
        task.get("webhooks").size(),
        (int)
            task.get("webhooks")
                .valueStream()
                .filter(sent -> sent.path("answer").asInt(0) == 200)
                .count(),
        task.toString());
  }

  private Set<String> objects() {
    Properties keys = system.ownSecrets();
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(system.storage())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        keys.getProperty("AWS_ACCESS_KEY_ID"),
                        keys.getProperty("AWS_SECRET_ACCESS_KEY"))))
            .build()) {
      return users.stream()
          .flatMap(user ->
              s3
                  .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(user + "/"))
                  .contents()
                  .stream())
          .filter(object -> object.size() > 0)
          .map(object -> "s3://" + BUCKET + "/" + object.key())
          .collect(Collectors.toSet());
    }
  }
}
