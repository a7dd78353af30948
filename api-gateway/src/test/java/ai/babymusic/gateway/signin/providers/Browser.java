package ai.babymusic.gateway.signin.providers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes where it is sent, and keeps the gateway's cookie. */
final class Browser {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Client gateway;

  Browser(Client gateway) {
    this.gateway = gateway;
  }

  /** From the frontend to the provider and back to the frontend. */
  URI signIn(String query) {
    return comeBack(askProvider(leave("/auth/v1/authorize?" + query)));
  }

  /** To the provider's address. */
  URI leave(String path) {
    Reply reply = gateway.get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    gateway = gateway.with("Cookie", reply.header("Set-Cookie").split(";", 2)[0]);
    return URI.create(reply.header("Location"));
  }

  /** The provider lets everybody in. */
  URI askProvider(URI there) {
    try {
      var answer = HTTP.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString());
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** To the frontend's address; the external one of a gateway on a free port is not its own. */
  URI comeBack(URI callback) {
    Reply reply = gateway.get(callback.getRawPath() + "?" + callback.getRawQuery());
    assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    return URI.create(reply.header("Location"));
  }

  static Map<String, String> fields(@Nullable String query) {
    var fields = new LinkedHashMap<String, String>();
    for (String field : String.valueOf(query).split("&", -1)) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  static Map<String, String> fragment(URI landing) {
    return fields(landing.getRawFragment());
  }

  static Map<String, String> query(URI landing) {
    return fields(landing.getRawQuery());
  }
}
