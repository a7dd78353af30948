package ai.babymusic.gateway.signin.limits;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ExpiredEntriesCleaner;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * {@code auth.rate_limits}, kept by Bucket4j, each call a short transaction of its own. Of its two
 * ways to take turns this is {@code select for update}: advisory locks are one space for the whole
 * database, in which a hash could meet a lock of another feature.
 */
@Component
class Buckets {

  /** A full bucket is as good as none; a little later it is forgotten. */
  private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(30);

  private static final int REMOVED_AT_ONCE = 1_000;

  private final ProxyManager<BucketKey> buckets;
  private final ExpiredEntriesCleaner cleaner;

  Buckets(@Qualifier("auth") DataSource database) {
    var manager =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .<BucketKey>primaryKeyMapper((row, column, key) -> row.setString(column, key.hash()))
            .table("auth.rate_limits")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .build();
    this.buckets = manager;
    this.cleaner = manager;
  }

  /** Takes a token; if there is none, says how long until one is there. */
  Optional<Duration> take(Allowance allowance, String... whose) {
    ConsumptionProbe probe =
        reached(() ->
            buckets
                .getProxy(BucketKey.of(allowance, whose), allowance::bucket)
                .tryConsumeAndReturnRemaining(1));
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Puts back what was taken. */
  void giveBack(Allowance allowance, String... whose) {
    reached(() -> {
      buckets.getProxy(BucketKey.of(allowance, whose), allowance::bucket).addTokens(1);
      return true;
    });
  }

  /** Forgets the buckets that are full again. What another gateway is using is left to it. */
  void removeExpired() {
    int removed = REMOVED_AT_ONCE;
    while (removed == REMOVED_AT_ONCE) {
      removed = reached(() -> cleaner.removeExpired(REMOVED_AT_ONCE));
    }
  }

  /** A database that is away is told as everywhere else. */
  private static <T> T reached(Supplier<T> work) {
    try {
      return work.get();
    } catch (BucketExecutionException e) {
      throw new DataAccessResourceFailureException("the rate limits cannot be reached", e);
    }
  }
}
