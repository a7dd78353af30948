package ai.babymusic.schemas.provision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a place ready and ends: roles, tables and publication, then topics, then the bucket. Safe
 * to kill and to run again, and to run twice at once. The environment says where, see {@link
 * ProvisionSettings}; exit code 0 when all is there, 1 with the reason otherwise.
 */
public final class Provision {

  private static final Logger log = LoggerFactory.getLogger(Provision.class);

  private Provision() {}

  public static void main(String[] args) {
    ProvisionSettings settings;
    try {
      settings = ProvisionSettings.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("provision: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      run(settings);
    } catch (Exception e) {
      log.atError().setCause(e).log("not provisioned");
      System.err.println("provision: " + e.getMessage());
      System.exit(1);
    }
  }

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
