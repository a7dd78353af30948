package ai.babymusic.local.testing;

import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.JsonNode;

/** A Mailpit in a container: takes every mail and hands it out again. */
public final class Mailpit {

  static final String IMAGE = "axllent/mailpit:v1.27";

  private static final int SMTP = 1025;
  private static final int HTTP = 8025;

  private final GenericContainer<?> container;
  private final HttpClient client = HttpClient.newHttpClient();

  private Mailpit(GenericContainer<?> container) {
    this.container = container;
  }

  /** Starts one, which ends with this JVM. */
  public static Mailpit start() {
    ContainerServers.requireDocker();
    GenericContainer<?> container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(SMTP, HTTP)
            .waitingFor(
                Wait.forHttp("/readyz").forPort(HTTP).withStartupTimeout(Patience.FOR_A_START));
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return new Mailpit(container);
  }

  /** Where it takes mails. */
  public String smtpUrl() {
    return "smtp://" + container.getHost() + ":" + container.getMappedPort(SMTP);
  }

  /** All that came for the address, as it came, oldest first. */
  public List<byte[]> to(String address) {
    String query = URLEncoder.encode("to:\"" + address + "\"", StandardCharsets.UTF_8);
    JsonNode found =
        EventCodec.JSON.readTree(send("GET", "/api/v1/search?limit=1000&query=" + query));
    List<byte[]> mails = new ArrayList<>();
    for (JsonNode message : found.path("messages")) {
      mails.add(send("GET", "/api/v1/message/" + message.path("ID").asString() + "/raw"));
    }
    Collections.reverse(mails);
    return mails;
  }

  /** Forgets every mail. */
  public void clear() {
    send("DELETE", "/api/v1/messages");
  }

  private byte[] send(String method, String path) {
    URI uri =
        URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP) + path);
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(uri)
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("Mailpit answered " + response.statusCode() + " to " + uri);
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
