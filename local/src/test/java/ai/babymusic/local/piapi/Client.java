package ai.babymusic.local.piapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Somebody who uses the API. */
final class Client implements AutoCloseable {

  static final String KEY = "test-key";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Client(URI base) {
    this.base = base;
  }

  HttpResponse<String> create(String body) throws IOException, InterruptedException {
    return send(request("/api/v1/task").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Makes a task and returns its id. */
  String make(String title, String endpoint) throws IOException, InterruptedException {
    return json(create(Examples.body(title, endpoint))).at("/data/task_id").asString();
  }

  JsonNode task(String taskId) throws IOException, InterruptedException {
    return json(send(request("/api/v1/task/" + taskId))).path("data");
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(request(path)));
  }

  void misbehave(String rules) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            request("/simulator/faults")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"rules\":[" + rules + "]}")));
    if (response.statusCode() != 200) {
      throw new IllegalArgumentException(response.body());
    }
  }

  HttpResponse<byte[]> audio(String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("x-api-key", KEY);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.MAPPER.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
