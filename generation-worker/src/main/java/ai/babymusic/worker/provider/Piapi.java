package ai.babymusic.worker.provider;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.settings.WorkerSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** PiAPI over HTTP. It has no idempotency key, so a create call is never repeated here. */
@Component
class Piapi implements MusicProvider {

  /**
   * A task must go through its topic, which takes twice as much: written again it may be longer.
   */
  private static final int MOST_BYTES = 512 << 10;

  private final RestClient http;
  private final WorkerSettings.Piapi settings;

  Piapi(RestClient.Builder builder, WorkerSettings settings) {
    this.settings = settings.piapi();
    this.http =
        builder
            .baseUrl(settings.piapi().url().toString())
            .requestFactory(HttpCalls.within(settings.piapi().timeout()))
            .defaultHeader("x-api-key", settings.piapi().apiKey())
            .build();
  }

  @Override
  public Submission submit(SongOrder order) {
    try {
      return http.post()
          .uri("/api/v1/task")
          .contentType(MediaType.APPLICATION_JSON)
          .body(EventCodec.JSON.writeValueAsBytes(PiapiRequest.of(order, settings)))
          .exchangeForRequiredValue((request, response) -> PiapiAnswer.toCreate(answer(response)));
    } catch (ResourceAccessException e) {
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
      return neverSent(e)
          ? new Submission.NotNow(Submission.Reason.UNAVAILABLE, null)
          : new Submission.Lost(cause.getClass().getSimpleName());
    }
  }

  @Override
  public Lookup find(String taskId) {
    try {
      return http.get()
          .uri("/api/v1/task/{id}", taskId)
          .exchangeForRequiredValue((request, response) -> PiapiAnswer.toFind(answer(response)));
    } catch (ResourceAccessException e) {
      return new Lookup.NoAnswer(NestedExceptionUtils.getMostSpecificCause(e).getClass().getName());
    }
  }

  @Override
  public TaskReport read(ObjectNode task) {
    return PiapiTask.read(task);
  }

  /** No connection came about, so the provider cannot have heard of the order. */
  private static boolean neverSent(ResourceAccessException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  private static PiapiAnswer answer(ClientHttpResponse response) throws IOException {
    byte[] body = response.getBody().readNBytes(MOST_BYTES);
    return new PiapiAnswer(
        response.getStatusCode().value(), json(body), RetryAfter.of(response.getHeaders()));
  }

  private static JsonNode json(byte[] body) {
    try {
      @Nullable JsonNode read = EventCodec.JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
