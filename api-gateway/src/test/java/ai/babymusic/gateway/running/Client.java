package ai.babymusic.gateway.running;

import ai.babymusic.gateway.testing.Events;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** Somebody who talks to a gateway, with headers of their own. Immutable. */
public final class Client {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI gateway;
  private final HttpRequest.Builder headers;

  Client(URI gateway) {
    this(gateway, HttpRequest.newBuilder().timeout(Duration.ofSeconds(30)));
  }

  private Client(URI gateway, HttpRequest.Builder headers) {
    this.gateway = gateway;
    this.headers = headers;
  }

  public static String newAddress() {
    return "parent-" + UUID.randomUUID() + "@example.com";
  }

  public Client with(String header, String value) {
    return new Client(gateway, headers.copy().setHeader(header, value));
  }

  public Client bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** As the published clients are: with the version of the contract that names its codes. */
  public Client published() {
    return with("X-Supabase-Api-Version", "2024-01-01").with("apikey", "sb_publishable_test");
  }

  public Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Reply post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  public Reply put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body));
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** An open stream of live updates. */
  public Events events() {
    return events("/api/events");
  }

  /** The same at another address. */
  public Events events(String path) {
    try {
      var request = headers.copy().uri(gateway.resolve(path)).GET().build();
      return new Events(HTTP.send(request, BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new AssertionError("no stream could be opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Reply send(String method, String path, BodyPublisher body) {
    try {
      var request = headers.copy().uri(gateway.resolve(path)).method(method, body).build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Reply signUp(String email, String password) {
    return post(
        "/auth/v1/signup",
        """
        {"email":"%s","password":"%s","data":{},"gotrue_meta_security":{},
         "code_challenge":null,"code_challenge_method":null}
        """
            .formatted(email, password));
  }

  public Reply signIn(String email, String password) {
    return post(
        "/auth/v1/token?grant_type=password",
        """
        {"email":"%s","password":"%s","gotrue_meta_security":{}}
        """
            .formatted(email, password));
  }

  public Reply refresh(String refreshToken) {
    return post(
        "/auth/v1/token?grant_type=refresh_token",
        """
        {"refresh_token":"%s"}
        """
            .formatted(refreshToken));
  }
}
