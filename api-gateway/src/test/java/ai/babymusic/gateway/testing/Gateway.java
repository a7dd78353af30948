package ai.babymusic.gateway.testing;

import ai.babymusic.gateway.GatewayApplication;
import ai.babymusic.local.testing.Infrastructure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway on a free port. */
public final class Gateway implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private static final class Shared {
    private static final Gateway INSTANCE = start(Map.of());
  }

  private Gateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The one that all tests share which do nothing special to it. */
  public static Gateway shared() {
    return Shared.INSTANCE;
  }

  /** One with settings that differ from the usual. */
  public static Gateway start(Map<String, String> settings) {
    var infrastructure = Infrastructure.shared();
    Map<String, String> all = new java.util.HashMap<>();
    all.put("server.port", "0");
    all.put("management.server.port", "0");
    all.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
    all.put("DATABASE_URL", infrastructure.databaseUrl("api_gateway"));
    all.put("S3_ENDPOINT", infrastructure.s3Endpoint().toString());
    all.put("AWS_ACCESS_KEY_ID", infrastructure.awsAccessKeyId());
    all.put("AWS_SECRET_ACCESS_KEY", infrastructure.awsSecretAccessKey());
    all.put("AUTH_JWKS_FILE", TestKeys.file().toString());
    all.put("EVENTS_HEARTBEAT", "500ms");
    all.putAll(settings);
    List<String> arguments = new ArrayList<>();
    all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return new Gateway(
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(arguments.toArray(String[]::new)));
  }

  public URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
