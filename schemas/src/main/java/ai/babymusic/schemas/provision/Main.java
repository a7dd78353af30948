package ai.babymusic.schemas.provision;

import org.slf4j.LoggerFactory;

/**
 * Provisions the place that the environment names, see {@link ProvisionSettings}, and ends: with
 * code 0 when all is there, with 2 if a variable is missing or wrong, else with 1; both with the
 * reason.
 */
final class Main {

  private static final String LOGGING = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    // Before anything logs: by default logback writes down every byte that libraries send.
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "plain-logback.xml");
    }
    ProvisionSettings settings;
    try {
      settings = ProvisionSettings.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("provision: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      Provision.run(settings);
    } catch (Exception e) {
      LoggerFactory.getLogger(Main.class).atError().setCause(e).log("not provisioned");
      System.err.println("provision: " + e.getMessage());
      System.exit(1);
    }
  }
}
