package ai.babymusic.local.settings;

import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.provision.ProvisionSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of one instance are told. A variable the caller has set wins over the local
 * default; naming a real Kafka, PostgreSQL, S3, mail server or provider means that ours is not
 * started. A blank variable counts as not set.
 */
public final class Settings {

  private final Map<String, String> caller;
  private final Ports ports;
  private final Map<String, String> shared = new TreeMap<>();

  /**
   * Decides every variable.
   *
   * @param caller the environment of whoever started the command
   * @throws Refusal if what the caller has set does not fit together
   */
  public Settings(Map<String, String> caller, Ports ports, DataFolder data, Secrets secrets) {
    this.caller = new TreeMap<>(caller);
    this.caller.values().removeIf(String::isBlank);
    this.ports = ports;
    requireTogether("S3_ENDPOINT", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    requireTogether("PIAPI_URL", "PIAPI_API_KEY");

    Signing signing = Signing.of(this.caller, ports, data);
    set("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    set("S3_ENDPOINT", "http://127.0.0.1:" + ports.s3());
    set("S3_PUBLIC_ENDPOINT", get("S3_ENDPOINT"));
    set("S3_BUCKET", "baby-music");
    set("AWS_REGION", "us-east-1");
    set("SMTP_URL", "smtp://127.0.0.1:" + ports.smtp());
    set("PIAPI_URL", "http://127.0.0.1:" + ports.simulator());
    if (startsSimulator()) {
      // Loopback is a private address: the worker fetches from it only because it is named here.
      set("AUDIO_ALLOWED_HOSTS", "127.0.0.1:" + ports.simulator());
    }
    set("WEBHOOK_PUBLIC_URL", "http://127.0.0.1:" + ports.ingest());
    set("AUTH_SITE_URL", gatewayUrl());
    set("AUTH_ISSUER", signing.issuer());
    set("AUTH_EXTERNAL_URL", gatewayUrl() + "/auth/v1");
    set("AUTH_AUTO_CONFIRM", "true");
    set("CORS_ORIGINS", "*");
    set("AUTH_JWKS_FILE", signing.keys().toString());
    set(
        "DATABASE_URL",
        new DatabaseUrl(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + PostgresServer.DATABASE,
                PostgresServer.ADMINISTRATOR,
                secrets.get(Secrets.ADMINISTRATOR_PASSWORD))
            .toUri());
    for (String secret :
        new String[] {
          "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "WEBHOOK_SIGNING_KEY", "PIAPI_API_KEY"
        }) {
      set(secret, secrets.get(secret));
    }
    for (String role : ProvisionSettings.LOGIN_ROLES) {
      String variable = ProvisionSettings.passwordVariable(role);
      set(variable, secrets.get(variable));
    }
  }

  public Ports ports() {
    return ports;
  }

  public boolean startsKafka() {
    return !caller.containsKey("KAFKA_BOOTSTRAP_SERVERS");
  }

  public boolean startsPostgres() {
    return !caller.containsKey("DATABASE_URL");
  }

  public boolean startsS3() {
    return !caller.containsKey("S3_ENDPOINT");
  }

  public boolean startsSmtp() {
    return !caller.containsKey("SMTP_URL");
  }

  public boolean startsSimulator() {
    return !caller.containsKey("PIAPI_URL");
  }

  public String gatewayUrl() {
    return ports.gatewayUrl();
  }

  /** The decided value of a variable that has one. */
  public String get(String name) {
    String value = shared.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " has no value");
    }
    return value;
  }

  /** The database as its administrator sees it. */
  public DatabaseUrl database() {
    try {
      return DatabaseUrl.parse(get("DATABASE_URL"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  /** For {@code provision} and for the processes that stand in for real infrastructure. */
  public Map<String, String> forInfrastructure() {
    Map<String, String> environment = new TreeMap<>(caller);
    environment.putAll(shared);
    return environment;
  }

  /** For a service: nobody's password but its own. */
  public Map<String, String> forService(Service service) {
    Map<String, String> environment = forInfrastructure();
    ProvisionSettings.LOGIN_ROLES.stream()
        .map(ProvisionSettings::passwordVariable)
        .forEach(environment::remove);
    environment.remove("DATABASE_URL");
    String role = service.databaseRole();
    if (role != null) {
      String password = get(ProvisionSettings.passwordVariable(role));
      environment.put("DATABASE_URL", database().as(role, password).toUri());
    }
    environment.put("MANAGEMENT_PORT", String.valueOf(service.managementPort(ports)));
    switch (service) {
      case API_GATEWAY -> environment.put("SERVER_PORT", String.valueOf(ports.gateway()));
      case WEBHOOK_INGEST -> environment.put("SERVER_PORT", String.valueOf(ports.ingest()));
      case GENERATION_WORKER, STREAK_PROJECTOR, CHANGE_RELAY -> environment.remove("SERVER_PORT");
    }
    return environment;
  }

  private void set(String name, String localDefault) {
    shared.put(name, caller.getOrDefault(name, localDefault));
  }

  private void requireTogether(String chosen, String... needed) {
    for (String name : needed) {
      if (caller.containsKey(chosen) && !caller.containsKey(name)) {
        throw new Refusal(chosen + " is set, so " + name + " must be set as well");
      }
    }
  }
}
