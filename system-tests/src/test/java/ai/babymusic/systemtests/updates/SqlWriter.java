package ai.babymusic.systemtests.updates;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An administrator who changes songs by hand, several at once, now and then in vain. */
final class SqlWriter implements Runnable {

  private static final int LONGEST_PAUSE = 200;

  private final List<Account> accounts;
  private final Administrator database;
  private final RandomGenerator random;
  private final Tally tally;
  private final BooleanSupplier goesOn;

  SqlWriter(
      List<Account> accounts,
      Administrator database,
      RandomGenerator random,
      Tally tally,
      BooleanSupplier goesOn) {
    this.accounts = accounts;
    this.database = database;
    this.random = random;
    this.tally = tally;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    try {
      while (goesOn.getAsBoolean()) {
        try (Connection connection = database.connect()) {
          connection.setAutoCommit(false);
          JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
          inOneTransaction(jdbc);
          end(connection);
        } catch (SQLException | DataAccessException e) {
          tally.count("transaction by hand failed");
        }
        Thread.sleep(random.nextInt(LONGEST_PAUSE));
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Connection connection) throws SQLException {
    if (random.nextInt(5) == 0) {
      connection.rollback();
      tally.count("transaction by hand rolled back");
    } else {
      connection.commit();
      tally.count("transaction by hand committed");
    }
  }

  /** Of several users, in the order in which everybody takes what users share. */
  private void inOneTransaction(JdbcClient jdbc) {
    List<Account> several =
        IntStream.range(0, 3)
            .mapToObj(_ -> accounts.get(random.nextInt(accounts.size())))
            .distinct()
            .sorted(Comparator.comparing(account -> account.user().toString()))
            .toList();
    for (Account account : several) {
      change(jdbc, account);
    }
  }

  private void change(JdbcClient jdbc, Account account) {
    switch (random.nextInt(5)) {
      case 0 ->
          jdbc.sql(
                  """
                  update public.songs set name = 'Several by hand', is_favorite = not is_favorite
                  where id in (select id from public.songs where user_id = ?
                               order by id limit 4 for update)
                  """)
              .param(account.user())
              .update();
      case 1 ->
          jdbc.sql(
                  """
                  insert into public.song_variations (song_id, user_id, title, audio_url)
                  select id, user_id, 'Take ' || n, 's3://baby-music/take.mp3'
                  from public.songs, generate_series(1, 2) n
                  where id = ? and user_id = ?
                  """)
              .param(account.someSong(random))
              .param(account.user())
              .update();
      case 2 ->
          jdbc.sql(
                  """
                  update public.song_variations set title = title || '+'
                  where id = (select id from public.song_variations
                              where user_id = ? and char_length(title) < 60 limit 1)
                  """)
              .param(account.user())
              .update();
      case 3 ->
          jdbc.sql(
                  """
                  delete from public.song_variations
                  where id = (select id from public.song_variations
                              where user_id = ? order by id desc limit 1)
                  """)
              .param(account.user())
              .update();
      default ->
          jdbc.sql("update public.profiles set baby_name = ? where id = ?")
              .param("By hand " + random.nextInt(1_000_000))
              .param(account.user())
              .update();
    }
  }
}
