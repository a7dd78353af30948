package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.settings.WorkerSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A language model behind Anthropic's messages API. */
@Component
class LanguageModel {

  private static final int MOST_TOKENS = 1024;
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final RestClient http;
  private final WorkerSettings.Lyrics settings;

  LanguageModel(RestClient.Builder builder, WorkerSettings settings) {
    this.settings = settings.lyrics();
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
   * @throws org.springframework.web.client.RestClientException if it does not
   */
  String answer(String rules, String question) {
    @Nullable JsonNode answer =
        http.post()
            .uri("/v1/messages")
            .contentType(MediaType.APPLICATION_JSON)
            .header("x-api-key", Objects.requireNonNull(settings.apiKey()))
            .header("anthropic-version", "2023-06-01")
            .body(
                Map.of(
                    "model",
                    settings.model(),
                    "max_tokens",
                    MOST_TOKENS,
                    "system",
                    rules,
                    "messages",
                    List.of(Map.of("role", "user", "content", question))))
            .retrieve()
            .body(JsonNode.class);
    return answer == null ? "" : text(answer);
  }

  private static String text(JsonNode answer) {
    return StreamSupport.stream(answer.path("content").spliterator(), false)
        .map(part -> part.path("text").asString(""))
        .collect(Collectors.joining());
  }
}
