package ai.babymusic.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseFaultTest {

  /** It was answered 500: the rollback's exception stands in place of the commit's own. */
  @Test
  void aServerThatDiedInACommitIsAway() {
    var rollback = new SQLException("Connection is closed");
    assertThat(DatabaseFault.of(new TransactionSystemException("JDBC rollback failed", rollback)))
        .isEqualTo(DatabaseFault.UNAVAILABLE);
  }

  @Test
  void ofARollbackThatFailedTooTheFirstFaultCounts() {
    var unended =
        new TransactionSystemException("rollback", new SQLException("Connection is closed"));
    unended.initApplicationException(new DuplicateKeyException("somebody was faster"));
    assertThat(DatabaseFault.of(unended)).isEqualTo(DatabaseFault.CONFLICT);
  }

  @Test
  void anErrorInOurOwnStatementIsNoneOfItsFaults() {
    assertThat(DatabaseFault.of(new SQLException("syntax error", "42601")))
        .isEqualTo(DatabaseFault.NONE);
  }
}
