package ai.babymusic.systemtests.updates;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Finished songs that an administrator adds, as with an import. */
final class SongsByHand {

  private static final String COLUMNS =
      "id, user_id, name, song_type, preset_type, status, error, retryable, audio_url, ready_at";

  private final Administrator database;

  SongsByHand(Administrator database) {
    this.database = database;
  }

  /** Adds ready songs in one statement. */
  void add(Account account, int count) {
    List<UUID> songs =
        database
            .jdbc()
            .sql(
                """
                insert into public.songs
                  (user_id, name, song_type, preset_type, status, audio_url, ready_at)
                select :user, 'By hand ' || n, 'preset', 'sleeping', 'ready',
                       's3://baby-music/' || :user || '/' || n || '.mp3', now()
                from generate_series(1, :count) n
                returning id
                """)
            .param("user", account.user())
            .param("count", count)
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
    songs.forEach(account::has);
  }

  /** Adds a song that its parent may try again. */
  void addFailed(Account account) {
    account.has(
        database
            .jdbc()
            .sql(
                """
                insert into public.songs
                  (user_id, name, song_type, preset_type, mood, status, error, retryable)
                values (?, 'Failed', 'preset', 'sleeping', 'calm', 'failed', 'Try again.', true)
                returning id
                """)
            .param(account.user())
            .query(UUID.class)
            .single());
  }

  /** Adds so many ready songs of all of them in one {@code COPY}, most of them to the first. */
  void copy(List<Account> accounts, int count, int ofTheFirst) throws SQLException, IOException {
    var rows = new StringBuilder();
    var added = new ArrayList<Runnable>();
    for (int n = 0; n < count; n++) {
      Account account = accounts.get(n < ofTheFirst ? 0 : n % accounts.size());
      UUID song = UUID.randomUUID();
      added.add(() -> account.has(song));
      rows.append(song)
          .append(',')
          .append(account.user())
          .append(",Copied ")
          .append(n)
          .append(",preset,sleeping,ready,,false,s3://baby-music/")
          .append(song)
          .append(".mp3,2026-01-01T00:00:00Z\n");
    }
    try (Connection connection = database.connect()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy public.songs (" + COLUMNS + ") from stdin (format csv)",
              new StringReader(rows.toString()));
    }
    added.forEach(Runnable::run);
  }
}
