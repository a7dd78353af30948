package ai.babymusic.gateway.signin.providers;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** How providers are reached: a browser waits meanwhile, so none of them is waited for long. */
final class Outward {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private Outward() {}

  /** Follows no redirects: addresses come from the configuration, or from where it leads. */
  static ClientHttpRequestFactory requests() {
    var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    var requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(PATIENCE);
    return requests;
  }
}
