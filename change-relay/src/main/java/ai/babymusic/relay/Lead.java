package ai.babymusic.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The right to relay, which one process has at a time: an advisory lock of a connection of its own.
 * It ends with that connection, and the server ends the connection of an owner that is silent. So
 * an owner must speak up again and again, and who works for it must ask before each step whether it
 * has: a process that was paused finds out before it sends more.
 */
final class Lead implements AutoCloseable {

  /** Shorter than the server's patience: nobody else has the lead yet when this one stops. */
  private static final Duration TRUSTED_FOR = Database.LEAD_OUTLIVES_SILENCE.minusSeconds(1);

  private final Connection connection;
  private final JdbcClient jdbc;
  private volatile long provenAt = System.nanoTime();
  private volatile boolean held;

  Lead(Database database) throws SQLException {
    connection = database.forControl();
    jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  /** The lead's own connection: what it writes is written by the leader or not at all. */
  JdbcClient jdbc() {
    return jdbc;
  }

  /** Takes the lead; false if another process has it. */
  boolean take() {
    long asked = System.nanoTime();
    held =
        jdbc.sql("select pg_try_advisory_lock(hashtextextended('change-relay', 0))")
            .query(Boolean.class)
            .single();
    provenAt = asked;
    return held;
  }

  /** Speaks up; fails if the server has ended the connection. */
  void renew() {
    long asked = System.nanoTime();
    jdbc.sql("select true").query(Boolean.class).single();
    provenAt = asked;
  }

  /** Whether nobody else can have the lead at this moment. Any thread may ask. */
  boolean isHeld() {
    return held && System.nanoTime() - provenAt < TRUSTED_FOR.toNanos();
  }

  /**
   * @throws IllegalStateException if another process may have the lead
   */
  void require() {
    if (!isHeld()) {
      throw new IllegalStateException("the lead is lost");
    }
  }

  /** From now on nothing more may be sent; the lock itself is kept until {@link #close}. */
  void layDown() {
    held = false;
  }

  @Override
  public void close() throws SQLException {
    layDown();
    connection.close();
  }
}
