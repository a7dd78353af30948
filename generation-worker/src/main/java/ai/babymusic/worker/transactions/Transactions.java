package ai.babymusic.worker.transactions;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a READ COMMITTED transaction, and all of it again if PostgreSQL undid it for the
 * sake of another (also at commit, where the changes are numbered).
 */
@Component
public class Transactions {

  /**
   * Serialisation failure and deadlock; and a unique row that another made first, which a second
   * look finds (also as "in failed transaction", where a library has swallowed the first).
   */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "23505", "25P02");

  private static final int MOST_RETRIES = 10;

  private final TransactionTemplate template;
  private final RetryTemplate retries =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(MOST_RETRIES)
              .delay(Duration.ofMillis(10))
              .jitter(Duration.ofMillis(10))
              .multiplier(2)
              .maxDelay(Duration.ofMillis(500))
              .predicate(Transactions::mayWorkNextTime)
              .build());

  Transactions(PlatformTransactionManager manager) {
    this.template = new TransactionTemplate(manager);
  }

  /** What {@code work} returns, once it has been committed. */
  public <T> T call(Supplier<T> work) {
    return retries.invoke(() -> {
      // A holder, because the template's own result may be null and ours never is.
      Result<T> result = new Result<>();
      template.executeWithoutResult(status -> result.set(work.get()));
      return result.get();
    });
  }

  /** As {@link #call}, for work that returns nothing. */
  public void run(Runnable work) {
    call(() -> {
      work.run();
      return Boolean.TRUE;
    });
  }

  /** Runs {@code action} once the present transaction has committed; at once if there is none. */
  public static void afterCommit(Runnable action) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      action.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }

  private static boolean mayWorkNextTime(Throwable failure) {
    return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
        && cause.getSQLState() != null
        && TRY_AGAIN.contains(cause.getSQLState());
  }
}
