package ai.babymusic.worker.provider;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** HTTP with a limit for the whole answer; it never repeats a POST by itself. */
final class HttpCalls {

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private HttpCalls() {}

  static ClientHttpRequestFactory within(Duration limit) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT.compareTo(limit) < 0 ? TO_CONNECT : limit)
            .build();
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
    factory.setReadTimeout(limit);
    return factory;
  }
}
