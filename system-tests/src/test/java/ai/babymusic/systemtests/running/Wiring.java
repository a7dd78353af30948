package ai.babymusic.systemtests.running;

import ai.babymusic.local.infrastructure.PostgresServer;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Settings;
import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the system of the tests is told, beside what {@code ./baby-music up} tells it. */
final class Wiring {

  /** What callers of a generation's callback address must know. */
  static final String SIGNING_KEY = "known-to-these-tests-alone";

  static final String PROVIDER_CLIENT = "baby-music";
  static final String PROVIDER_SECRET = "known to these tests and the provider";

  private Wiring() {}

  /**
   * As in production where it matters to sign-in, and without waiting: all parents of the tests
   * come from one address, and some ask for a second mail at once. The simulator's songs take
   * seconds, so what may be lost of them is looked for after seconds, too. Only a trace whose
   * caller wants it is recorded.
   */
  static Map<String, String> variables(URI provider, URI collector) {
    var variables = new TreeMap<String, String>();
    variables.put("WEBHOOK_SIGNING_KEY", SIGNING_KEY);
    variables.put("AUTH_AUTO_CONFIRM", "false");
    variables.put("AUTH_ANONYMOUS", "true");
    variables.put("AUTH_RATE_LIMITS", "off");
    variables.put("AUTH_MAIL_MIN_INTERVAL", "0s");
    variables.put("AUTH_JWKS_CHECK", "200ms");
    variables.put("AUTH_MANUAL_LINKING", "true");
    variables.put("PIAPI_TIMEOUT", "10s");
    variables.put("PIAPI_FIRST_POLL", "5s");
    variables.put("PIAPI_SUBMIT_GRACE", "30s");
    variables.put("PIAPI_GIVE_UP", "3m");
    variables.put("GATEWAY_AUTH_REFRESHREUSEINTERVAL", "2s");
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.toString());
    variables.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    variables.put("GATEWAY_AUTH_PROVIDERS_MOCK_ISSUER", provider.toString());
    variables.put("GATEWAY_AUTH_PROVIDERS_MOCK_CLIENT_ID", PROVIDER_CLIENT);
    variables.put("GATEWAY_AUTH_PROVIDERS_MOCK_CLIENT_SECRET", PROVIDER_SECRET);
    return variables;
  }

  /** Those that the system over {@code data} drew, and those that it was told. */
  static Properties secrets(DataFolder data) {
    var secrets = new Properties();
    try (Reader file = Files.newBufferedReader(data.secrets().resolve("secrets.properties"))) {
      secrets.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    secrets.setProperty("WEBHOOK_SIGNING_KEY", SIGNING_KEY);
    secrets.setProperty("GATEWAY_AUTH_PROVIDERS_MOCK_CLIENT_SECRET", PROVIDER_SECRET);
    return secrets;
  }

  static DatabaseUrl database(Ports ports, Properties secrets) {
    return new DatabaseUrl(
        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + PostgresServer.DATABASE,
        PostgresServer.ADMINISTRATOR,
        secrets.getProperty("POSTGRES_PASSWORD"));
  }

  /** What the processes are told that run on those ports: what {@code variables} say wins. */
  static Settings settings(Map<String, String> variables, Ports ports, DataFolder data) {
    var caller = new TreeMap<>(System.getenv());
    caller.putAll(variables);
    try {
      return new Settings(caller, ports, data, ai.babymusic.local.settings.Secrets.in(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
