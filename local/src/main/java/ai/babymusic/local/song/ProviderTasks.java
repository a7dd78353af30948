package ai.babymusic.local.song;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What the simulator tells about its tasks; the real provider tells nobody. */
record ProviderTasks(URI provider, HttpClient client) {

  /**
   * When the last callback for a generation before {@code until} was sent; empty where the provider
   * is a real one.
   */
  Optional<Instant> lastWebhook(UUID generationId, Instant until) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider + "/simulator/tasks"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        return Optional.empty();
      }
      return Arrays.stream(EventCodec.JSON.readValue(response.body(), Task[].class))
          .filter(task -> task.endpoint() != null && task.endpoint().endsWith("/" + generationId))
          .flatMap(task -> task.webhooks().stream())
          .map(Webhook::at)
          .filter(at -> at.isBefore(until))
          .max(Comparator.naturalOrder());
    } catch (IOException | JacksonException e) {
      // Only a figure is missing then, and the song is made: its audio was just fetched.
      return Optional.empty();
    }
  }

  private record Task(@Nullable String endpoint, List<Webhook> webhooks) {}

  private record Webhook(Instant at) {}
}
