package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.database.Database;
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
class FlowExpiry {

  /** What one turn takes on: few enough that nobody waits behind it. */
  private static final int BATCH = 1000;

  private final Database database;
  private final AuthCodes codes;

  FlowExpiry(@Qualifier("auth") Database database, AuthCodes codes) {
    this.database = database;
    this.codes = codes;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void removePast() {
    database.run(jdbc -> codes.removePast(jdbc, BATCH));
  }
}
