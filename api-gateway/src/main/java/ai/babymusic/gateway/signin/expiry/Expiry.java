package ai.babymusic.gateway.signin.expiry;

import ai.babymusic.gateway.database.Database;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Removes what is past. Nothing depends on it but the size of the tables: whether a code still
 * counts is asked when it is used. Gateways that do it at once skip each other's rows.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Expiry {

  /** So few at a time that nobody waits behind it. */
  private static final int BATCH = 1000;

  private final Database database;
  private final List<Perishable> tables;

  Expiry(@Qualifier("auth") Database database, List<Perishable> tables) {
    this.database = database;
    this.tables = tables;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void removePast() {
    for (Perishable past : tables) {
      int removed;
      do {
        removed = database.write(jdbc -> past.removePast(jdbc, BATCH));
      } while (removed == BATCH);
    }
  }
}
