package ai.babymusic.gateway.running;

import ai.babymusic.gateway.GatewayApplication;
import ai.babymusic.local.testing.Infrastructure;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway on a free port, with the test infrastructure behind it. */
public final class RunningGateway implements AutoCloseable {

  private static final ECKey KEY = key();
  private static final Path KEYS = file(KEY);

  private final ConfigurableApplicationContext context;

  private static final class Shared {
    private static final RunningGateway INSTANCE = start(Map.of());
  }

  private RunningGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** One for all tests that need nothing special. Sign-ups are confirmed at once. */
  public static RunningGateway shared() {
    return Shared.INSTANCE;
  }

  public static RunningGateway start(Map<String, String> special) {
    var infrastructure = Infrastructure.shared();
    var settings = new LinkedHashMap<String, String>();
    settings.put("SERVER_PORT", "0");
    settings.put("MANAGEMENT_PORT", "0");
    settings.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    settings.put("DATABASE_URL", infrastructure.databaseUrl("api_gateway"));
    settings.put("S3_ENDPOINT", infrastructure.s3Endpoint().toString());
    settings.put("AWS_ACCESS_KEY_ID", infrastructure.awsAccessKeyId());
    settings.put("AWS_SECRET_ACCESS_KEY", infrastructure.awsSecretAccessKey());
    settings.put("EVENTS_HEARTBEAT", "500ms");
    settings.put("AUTH_JWKS_FILE", KEYS.toString());
    settings.put("SMTP_URL", Mailbox.shared().url());
    settings.put("AUTH_AUTO_CONFIRM", "true");
    settings.put("AUTH_ANONYMOUS", "true");
    settings.put("AUTH_RATE_LIMITS", "off"); // all tests come from one address
    settings.putAll(special);
    return new RunningGateway(
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  /** What every gateway of the tests signs with. */
  public static ECKey signingKey() {
    return KEY;
  }

  public Client client() {
    return new Client(address());
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port("local.server.port"));
  }

  public Client management() {
    return new Client(URI.create("http://127.0.0.1:" + port("local.management.port")));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private String port(String name) {
    return context.getEnvironment().getRequiredProperty(name);
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path file(ECKey key) {
    try {
      Path file = Files.createTempFile("keys", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, new JWKSet(key).toString(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
