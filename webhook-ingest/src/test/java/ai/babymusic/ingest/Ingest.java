package ai.babymusic.ingest;

import ai.babymusic.schemas.webhooks.WebhookSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A running service and somebody who calls it. */
record Ingest(ConfigurableApplicationContext context, HttpClient http) implements AutoCloseable {

  static final String SHARED_SECRET = "shared-secret-of-the-tests";
  static final WebhookSecrets SECRETS =
      new WebhookSecrets("signing-key-of-the-tests, an-older-signing-key");

  static Ingest start(String kafka, String sharedSecret, String... more) {
    return start(
        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka, "WEBHOOK_SHARED_SECRET", sharedSecret), more);
  }

  /** With variables as the environment would have them, and arguments. */
  static Ingest start(Map<String, String> variables, String... arguments) {
    var told = new HashMap<String, Object>(variables);
    told.put("SERVER_PORT", "0");
    told.put("MANAGEMENT_PORT", "0");
    told.put("WEBHOOK_SIGNING_KEY", "signing-key-of-the-tests, an-older-signing-key");
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, told));
    var application = new SpringApplication(WebhookIngestApplication.class);
    application.setEnvironment(environment);
    return new Ingest(application.run(arguments), HttpClient.newHttpClient());
  }

  /** Of all callbacks that are not answered yet. */
  long bytesInWork() {
    return Math.round(
        context.getBean(MeterRegistry.class).get("webhooks.bytes.in.work").gauge().value());
  }

  /** As an orchestrator asks before it lets anybody call. */
  boolean isReady() {
    return context.getBean(TopicHealthIndicator.class).health().getStatus().equals(Status.UP);
  }

  /** The status of the answer to one of the probes. */
  int health(String probe) {
    String port = context.getEnvironment().getRequiredProperty("local.management.port");
    return send(HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe)))
        .statusCode();
  }

  /** As the provider does for a generation that was submitted with {@code secret}. */
  HttpResponse<String> call(UUID generation, String secret, String body) {
    return post(
        "/webhooks/piapi/" + generation, BodyPublishers.ofString(body), "x-webhook-secret", secret);
  }

  HttpResponse<String> post(String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = request(path).POST(body);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  URI address() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address().resolve(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }
}
