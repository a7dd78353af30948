package ai.babymusic.worker.testing;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.worker.GenerationWorkerApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it runs, on a free port, with times cut short. */
public final class RunningWorker implements AutoCloseable {

  public static final String SIGNING_KEY = "a-signing-key-for-tests-only";

  private final ConfigurableApplicationContext context;

  private RunningWorker(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static RunningWorker start(StubProvider provider, Map<String, String> more) {
    Infrastructure at = Infrastructure.shared();
    List<String> settings = new ArrayList<>();
    Map<String, String> ours =
        Map.ofEntries(
            Map.entry("server.port", "0"),
            Map.entry("spring.kafka.bootstrap-servers", at.kafkaBootstrapServers()),
            Map.entry("database.url", at.databaseUrl("generation_worker")),
            Map.entry("piapi.url", provider.url().toString()),
            Map.entry("piapi.api-key", "test"),
            Map.entry("piapi.max-concurrent-tasks", "50"),
            Map.entry("piapi.admit-every", "100ms"),
            Map.entry("piapi.pauses.first", "200ms"),
            Map.entry("piapi.pauses.longest", "2s"),
            Map.entry("webhook.public-url", "http://localhost:1/ingest"),
            Map.entry("webhook.signing-key", SIGNING_KEY),
            Map.entry("audio.allowed-hosts", "storage.googleapis.com," + provider.hostAndPort()),
            Map.entry("audio.pause", "200ms"),
            Map.entry("audio.tries", "3"),
            Map.entry("s3.endpoint", at.s3Endpoint().toString()),
            Map.entry("s3.bucket", at.s3Bucket()),
            Map.entry("s3.access-key-id", at.awsAccessKeyId()),
            Map.entry("s3.secret-access-key", at.awsSecretAccessKey()));
    ours.forEach((name, value) -> {
      if (!more.containsKey(name)) {
        settings.add("--" + name + "=" + value);
      }
    });
    more.forEach((name, value) -> settings.add("--" + name + "=" + value));
    return new RunningWorker(
        SpringApplication.run(GenerationWorkerApplication.class, settings.toArray(String[]::new)));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public String url() {
    return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
  }
}
