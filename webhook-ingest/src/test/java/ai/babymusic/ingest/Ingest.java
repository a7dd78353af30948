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
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** A running service and somebody who calls it. */
record Ingest(ConfigurableApplicationContext context, HttpClient http) implements AutoCloseable {

  static final String SHARED_SECRET = "shared-secret-of-the-tests";
  static final WebhookSecrets SECRETS =
      new WebhookSecrets("signing-key-of-the-tests, an-older-signing-key");

  static Ingest start(String kafka, String sharedSecret, String... more) {
    Stream<String> usual =
        Stream.of(
            "--server.port=0",
            "--management.server.port=0",
            "--spring.kafka.bootstrap-servers=" + kafka,
            "--ingest.signing-key=signing-key-of-the-tests, an-older-signing-key",
            "--ingest.shared-secret=" + sharedSecret);
    return new Ingest(
        SpringApplication.run(
            WebhookIngestApplication.class,
            Stream.concat(usual, Stream.of(more)).toArray(String[]::new)),
        HttpClient.newHttpClient());
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
