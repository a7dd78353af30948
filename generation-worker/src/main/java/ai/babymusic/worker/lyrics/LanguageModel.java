package ai.babymusic.worker.lyrics;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.settings.WorkerSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A language model behind Anthropic's messages API. */
@Component
class LanguageModel {

  private static final int MOST_TOKENS = 1024;
  private static final int MOST_BYTES = 1 << 20;
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final RestClient http;
  private final WorkerSettings.Lyrics settings;
  private final Counter read;
  private final Counter written;

  LanguageModel(RestClient.Builder builder, WorkerSettings settings, MeterRegistry meters) {
    this.settings = settings.lyrics();
    this.read = tokens(meters, "input");
    this.written = tokens(meters, "output");
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
    factory.setReadTimeout(settings.lyrics().timeout());
    this.http = builder.baseUrl(settings.lyrics().url().toString()).requestFactory(factory).build();
  }

  /** Whether there is one to ask. */
  boolean available() {
    return settings.apiKey() != null && !settings.apiKey().isBlank();
  }

  /**
   * What it answers.
   *
   * @throws NoAnswer if it does not, or not in time
   */
  String answer(String rules, String question) {
    try {
      byte[] answer =
          http.post()
              .uri("/v1/messages")
              .contentType(MediaType.APPLICATION_JSON)
              .header("x-api-key", Objects.requireNonNull(settings.apiKey()))
              .header("anthropic-version", "2023-06-01")
              .body(EventCodec.JSON.writeValueAsBytes(message(rules, question)))
              .exchangeForRequiredValue((request, response) -> body(response));
      JsonNode message = EventCodec.JSON.readTree(answer);
      read.increment(Math.max(0, message.at("/usage/input_tokens").asDouble(0)));
      written.increment(Math.max(0, message.at("/usage/output_tokens").asDouble(0)));
      return text(message);
    } catch (RestClientException e) {
      throw new NoAnswer(cause(e), e);
    } catch (JacksonException e) {
      throw new NoAnswer("the answer is not JSON", e);
    }
  }

  private static Counter tokens(MeterRegistry meters, String direction) {
    return Counter.builder("lyrics.tokens")
        .tag("direction", direction)
        .description("Tokens that the language model charges for")
        .register(meters);
  }

  private Map<String, Object> message(String rules, String question) {
    return Map.of(
        "model",
        settings.model(),
        "max_tokens",
        MOST_TOKENS,
        "system",
        rules,
        "messages",
        List.of(Map.of("role", "user", "content", question)));
  }

  private static byte[] body(ClientHttpResponse response) throws IOException {
    if (!response.getStatusCode().is2xxSuccessful()) {
      throw new NoAnswer("status " + response.getStatusCode().value(), null);
    }
    return response.getBody().readNBytes(MOST_BYTES);
  }

  /** The kind of failure only: messages may quote what was sent. */
  private static String cause(RestClientException e) {
    return "no answer: " + NestedExceptionUtils.getMostSpecificCause(e).getClass().getSimpleName();
  }

  private static String text(JsonNode answer) {
    return StreamSupport.stream(answer.path("content").spliterator(), false)
        .map(part -> part.path("text").asString(""))
        .collect(Collectors.joining());
  }
}
