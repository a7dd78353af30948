package ai.babymusic.local.piapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** One webhook on the wire. */
final class WebhookPost {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI publicUrl;

  WebhookPost(HttpClient client, URI publicUrl) {
    this.client = client;
    this.publicUrl = publicUrl;
  }

  /** Sends it once and tells what came of it. */
  Delivery send(PiapiTask task, Callback callback, int attempt) throws InterruptedException {
    Instant at = Instant.now();
    try {
      HttpResponse<Void> response =
          client.send(request(task, callback), HttpResponse.BodyHandlers.discarding());
      return new Delivery(
          callback.kind(),
          callback.copy(),
          attempt,
          at,
          Instant.now(),
          response.statusCode(),
          null);
    } catch (IOException e) {
      return new Delivery(
          callback.kind(),
          callback.copy(),
          attempt,
          at,
          Instant.now(),
          null,
          e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(PiapiTask task, Callback callback) {
    ObjectNode body = body(task, callback.asOf());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(task.order().endpoint()))
            .timeout(LONGEST_WAIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
    if (!task.order().secret().isEmpty()) {
      request.header("x-webhook-secret", task.order().secret());
    }
    return request.build();
  }

  private ObjectNode body(PiapiTask task, Instant asOf) {
    ObjectNode told = new TaskObject(task, publicUrl).inTheClear(asOf);
    return task.faults(WebhookFault.class).stream()
        .findFirst()
        .map(fault -> fault.wrap(told, asOf.getEpochSecond()))
        .orElseGet(() -> WebhookFault.usual(told, asOf.getEpochSecond()));
  }
}
