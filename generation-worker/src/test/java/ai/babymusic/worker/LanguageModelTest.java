package ai.babymusic.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.testing.Database;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Records;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Waiting;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LanguageModelTest {

  private static HttpServer model;
  private static StubProvider.Handler answer = HttpExchange::close;
  private static StubProvider provider;
  private static Database database;
  private static Records records;
  private static RunningWorker worker;

  @BeforeAll
  static void start() throws Exception {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    model.createContext("/v1/messages", exchange -> answer.handle(exchange));
    model.start();
    provider = new StubProvider();
    database = new Database();
    database.clear();
    records = new Records();
    worker =
        RunningWorker.start(
            provider,
            Map.of(
                "lyrics.url", "http://localhost:" + model.getAddress().getPort(),
                "lyrics.api-key", "test-key",
                "lyrics.timeout", "2s"));
  }

  @AfterAll
  static void stop() {
    worker.close();
    records.close();
    provider.close();
    model.stop(0);
  }

  @Test
  void theModelsWordsAreSung() {
    String words = "Mira, the little stars are standing still\n".repeat(20).strip();
    answer =
        exchange -> {
          JsonNode asked = EventCodec.JSON.readTree(exchange.getRequestBody().readAllBytes());
          boolean known =
              "test-key".equals(exchange.getRequestHeaders().getFirst("x-api-key"))
                  && asked.path("messages").path(0).path("content").asString().contains("Mira");
          byte[] body =
              EventCodec.JSON.writeValueAsBytes(
                  Map.of("content", List.of(Map.of("type", "text", "text", words))));
          StubProvider.answer(exchange, known ? 200 : 401, body);
        };
    Requested song = made("written");
    assertThat(database.song(song.songId())).containsEntry("lyrics", words);
    assertThat(database.generation(song.generationId())).containsEntry("lyrics_source", "model");
    assertThat(errors(song)).isEmpty();
  }

  @Test
  void aModelThatFailsIsReplacedByOurOwnWordsAndNoted() {
    answer = exchange -> StubProvider.answer(exchange, 529, "{}".getBytes(UTF_8));
    Requested song = made("overloaded");
    assertThat(database.generation(song.generationId()))
        .containsEntry("lyrics_source", "templates");
    assertThat(String.valueOf(database.song(song.songId()).get("lyrics"))).contains("Mira");
    assertThat(errors(song)).hasSize(1);
    assertThat(errors(song).getFirst())
        .containsEntry("error_message", "status 529")
        .containsEntry("preset_type", "sleeping")
        .containsEntry("has_user_input", false);
  }

  @Test
  void aModelThatIsTooSlowIsNotWaitedFor() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("{\"content\":".getBytes(UTF_8));
          exchange.getResponseBody().flush();
        };
    Requested song = made("slow");
    assertThat(errors(song)).hasSize(1);
    assertThat(String.valueOf(errors(song).getFirst().get("error_message")))
        .startsWith("no answer: ");
  }

  @Test
  void anAnswerThatMakesNoSenseIsNotSung() {
    answer = exchange -> StubProvider.answer(exchange, 200, "<html>".getBytes(UTF_8));
    assertThat(errors(made("nonsense"))).hasSize(1);
    answer = exchange -> StubProvider.answer(exchange, 200, "{\"content\":[]}".getBytes(UTF_8));
    assertThat(errors(made("nothing"))).hasSize(1);
  }

  private static List<Map<String, @Nullable Object>> errors(Requested song) {
    return database.rows("select * from lyric_generation_errors where song_id = ?", song.songId());
  }

  private static Requested made(String name) {
    Requested song = database.request(database.user("Mira", "girl"), name, false);
    records.requested(song);
    Waiting.submitted(database, provider, song.generationId());
    return song;
  }
}
