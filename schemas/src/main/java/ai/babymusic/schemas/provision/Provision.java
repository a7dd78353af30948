package ai.babymusic.schemas.provision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a place ready: roles, tables and publication, then topics, then the bucket. Safe to kill
 * and to run again, and to run twice at once.
 */
public final class Provision {

  private static final Logger log = LoggerFactory.getLogger(Provision.class);

  private Provision() {}

  /** Provisions the place that {@code settings} name. */
  public static void run(ProvisionSettings settings) throws Exception {
    DatabaseProvision.run(settings.database(), settings.rolePasswords());
    log.atInfo().addKeyValue("database", settings.database()).log("database is ready");
    TopicProvision.run(settings.kafka(), settings.kafkaReplicationFactor());
    log.atInfo().log("topics are ready");
    BucketProvision.run(settings.storage());
    log.atInfo().addKeyValue("bucket", settings.storage().bucket()).log("bucket is ready");
  }
}
