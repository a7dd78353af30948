package ai.babymusic.gateway.problems;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What a failure that came through JDBC means to a client. */
enum DatabaseFault {
  /** No connection, or it broke, or the server is starting or going: the same may work later. */
  UNAVAILABLE,
  /** Somebody else was faster; the request may be repeated. */
  CONFLICT,
  /** Not a fault of the database, or one of our own statements. */
  NONE;

  static DatabaseFault of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransactionSystemException unended
          && unended.getApplicationException() != null) {
        // The rollback failed too, on a connection that had broken before.
        return of(unended.getApplicationException());
      }
      if (cause instanceof CannotGetJdbcConnectionException
          || cause instanceof CannotCreateTransactionException
          || cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException sql && isUnavailable(sql.getSQLState()))) {
        return UNAVAILABLE;
      }
      if (cause instanceof ConcurrencyFailureException
          || cause instanceof DataIntegrityViolationException) {
        return CONFLICT;
      }
    }
    return NONE;
  }

  /**
   * 08: connection; 53: no resources (too many connections, disk full); 57P0x: shutdown, start-up.
   * None: not the server's word but the pool's, whose connection is closed because it broke; it is
   * all that is left of a commit in which the server died.
   */
  private static boolean isUnavailable(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P0");
  }
}
