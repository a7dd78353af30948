package ai.babymusic.systemtests.updates;

import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.provision.ProvisionSettings;
import ai.babymusic.systemtests.running.RunningSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The last transaction of a song's life, in the worker's role, drawn out as long as wished. */
final class WorkerByHand {

  private static final String ROLE = "generation_worker";

  private final Administrator database;

  WorkerByHand(RunningSystem system) {
    DatabaseUrl administrator = system.database();
    String password = system.ownSecrets().getProperty(ProvisionSettings.passwordVariable(ROLE));
    database = new Administrator(administrator.as(ROLE, Objects.requireNonNull(password)));
  }

  /**
   * Makes the song ready and gives it a variation, in either order.
   *
   * @param between happens when the one is written and the other is not; told the server's process
   *     that holds the locks
   */
  void finish(Account account, UUID song, boolean variationFirst, IntConsumer between)
      throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      Runnable variation = () -> addVariation(jdbc, account, song);
      Runnable ready = () -> makeReady(jdbc, song);
      (variationFirst ? variation : ready).run();
      between.accept(connection.unwrap(PGConnection.class).getBackendPID());
      (variationFirst ? ready : variation).run();
      connection.commit();
    }
  }

  private static void makeReady(JdbcClient jdbc, UUID song) {
    jdbc.sql(
            """
            update songs
            set status = 'ready', audio_url = 's3://baby-music/1.mp3', duration_seconds = 131.1,
                error = null, retryable = false, ready_at = clock_timestamp()
            where id = ? and status not in ('ready', 'cancelled')
            """)
        .param(song)
        .update();
  }

  private static void addVariation(JdbcClient jdbc, Account account, UUID song) {
    jdbc.sql(
            """
            insert into song_variations
              (song_id, user_id, generation_id, provider_id, title, audio_url, duration_seconds)
            values (?, ?, gen_random_uuid(), 'second', 'Paper Boats', 's3://baby-music/2.mp3', 128)
            on conflict (generation_id, provider_id) do nothing
            """)
        .params(song, account.user())
        .update();
  }
}
