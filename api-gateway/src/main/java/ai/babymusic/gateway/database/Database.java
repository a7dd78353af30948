package ai.babymusic.gateway.database;

import ai.babymusic.gateway.tracing.RequestTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One role's transactions. A fault of the database surfaces as Spring's own exceptions. */
public final class Database {

  // Serialisation failures and deadlocks, also those that only the commit reports.
  private static final RetryPolicy UNDONE_BY_ANOTHER =
      RetryPolicy.builder()
          .includes(PessimisticLockingFailureException.class)
          .maxRetries(4)
          .delay(Duration.ofMillis(10))
          .jitter(Duration.ofMillis(10))
          .multiplier(2)
          .build();

  private final JdbcClient jdbc;
  private final TransactionTemplate write;
  private final TransactionTemplate snapshot;
  private final RetryTemplate retry = new RetryTemplate(UNDONE_BY_ANOTHER);

  Database(DataSource dataSource, PlatformTransactionManager transactions) {
    jdbc = JdbcClient.create(dataSource);
    write = new TransactionTemplate(transactions);
    snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * A READ COMMITTED transaction. What another transaction undid (40001, 40P01) is done again from
   * the start: the work must have no effect outside the database.
   */
  public <T> T write(Function<JdbcClient, T> work) {
    return retry.invoke(() ->
        write.execute(status -> {
          RequestTrace.current().ifPresent(this::passOn);
          return work.apply(jdbc);
        }));
  }

  /** The same without a result. */
  public void run(Consumer<JdbcClient> work) {
    write(jdbc -> {
      work.accept(jdbc);
      return true;
    });
  }

  /** A read-only transaction in which every statement sees the same moment. */
  public <T> T snapshot(Function<JdbcClient, T> work) {
    return snapshot.execute(status -> work.apply(jdbc));
  }

  /** The triggers put it on what they announce, and so it reaches Kafka. */
  private void passOn(Traceparent traceparent) {
    jdbc.sql("select set_config('app.traceparent', ?, true)")
        .param(traceparent.value())
        .query(String.class)
        .single();
  }
}
