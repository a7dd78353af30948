package ai.babymusic.systemtests.updates;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A plain {@code LISTEN} that notes when each number came: what a change may take at best. */
final class Notified implements AutoCloseable {

  private final Connection connection;
  private final long[] arrivals;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean closed;
  private final Thread thread;

  Notified(Administrator database, int changes) throws SQLException {
    arrivals = new long[changes];
    connection = database.connect();
    try (var listen = connection.createStatement()) {
      listen.execute("listen changes");
    }
    thread = Thread.ofPlatform().start(this::listen);
  }

  boolean has(int changes) {
    return arrived.get() == changes;
  }

  long[] since(long[] commits, int from) {
    return IntStream.range(from, commits.length).mapToLong(n -> arrivals[n] - commits[n]).toArray();
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  private void listen() {
    try {
      PGConnection listening = connection.unwrap(PGConnection.class);
      while (!closed) {
        for (PGNotification one : listening.getNotifications(100)) {
          arrivals[Integer.parseInt(one.getParameter())] = System.nanoTime();
          arrived.incrementAndGet();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
