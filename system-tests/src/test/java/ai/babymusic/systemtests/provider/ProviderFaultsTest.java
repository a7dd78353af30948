package ai.babymusic.systemtests.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.provider.Fault.End;
import ai.babymusic.systemtests.running.LiveUpdates;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every fault of the provider at once, a song each, through a plan of five: nobody's song hangs,
 * nothing is paid twice, no take is lost or doubled, and what fails says so to a parent.
 */
class ProviderFaultsTest {

  /** A song of its own for a parent in the table. */
  private record Story(Parent parent, LiveUpdates updates, UUID song) {}

  private static final int SONGS_AT_A_TIME = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What says more of the inside than a parent wants to know. */
  private static final Pattern INSIDE =
      Pattern.compile("(?i)exception|http|status|\\d|piapi|task|null|[{}<>_]|error|upstream|java");

  private static final JsonMapper TABLE =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
  private static final RunningSystem SYSTEM = RunningSystem.shared();
  private static final Map<String, Story> STORIES = new HashMap<>();
  private static final List<LiveUpdates> OPEN = new ArrayList<>();

  @BeforeAll
  static void askForAllSongs() throws Exception {
    misbehave();
    List<Fault> order = new ArrayList<>(FaultTable.all());
    // One refusal makes all wait; several in a row would make them wait longer each time.
    Collections.shuffle(order, new Random(5));
    order.sort((a, b) -> Boolean.compare(takesLong(b), takesLong(a)));
    for (int i = 0; i < order.size(); i += SONGS_AT_A_TIME) {
      Parent parent = Parent.signUp(SYSTEM.gateway());
      LiveUpdates updates = LiveUpdates.open(SYSTEM.gateway(), parent, "");
      OPEN.add(updates);
      for (Fault fault : order.subList(i, Math.min(i + SONGS_AT_A_TIME, order.size()))) {
        STORIES.put(fault.name(), new Story(parent, updates, request(parent, fault)));
      }
    }
  }

  @AfterAll
  static void behave() throws Exception {
    Parent.send(HttpRequest.newBuilder(faults()).DELETE());
    for (LiveUpdates updates : OPEN) {
      updates.close();
    }
  }

  static List<Fault> table() {
    return FaultTable.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void endsAsItShould(Fault fault) {
    Story story = Objects.requireNonNull(STORIES.get(fault.name()));
    String status = fault.end() instanceof End.Ready ? "ready" : "failed";
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> story.parent().status(story.song()).equals(status));

    JsonNode song = story.parent().song(story.song());
    switch (fault.end()) {
      case End.Ready(int variations) -> plays(song, variations);
      case End.Failed(String message, boolean retryable) -> {
        assertThat(song.get("error").asString()).startsWith(message).doesNotContainPattern(INSIDE);
        assertThat(song.get("retryable").asBoolean()).isEqualTo(retryable);
        assertThat(song.get("variations")).isEmpty();
      }
    }
    assertThat(attempts(story)).as("attempts").hasSize(fault.attempts());
    List<JsonNode> tasks = tasks(fault);
    assertThat(tasks).as("tasks").hasSize(fault.tasks());
    assertThat(tasks.stream().filter(task -> task.get("paid").asBoolean()))
        .as("paid tasks")
        .hasSize(fault.paid());
    await()
        .untilAsserted(() ->
            assertThat(story.updates().statuses(story.song().toString()))
                .last()
                .as("what the parent saw last")
                .isEqualTo(status));
  }

  private static void plays(JsonNode song, int variations) {
    assertThat(song.get("error").isNull()).isTrue();
    assertThat(song.get("variations")).as("variations").hasSize(variations);
    List<JsonNode> playable = new ArrayList<>(List.of(song));
    song.get("variations").forEach(playable::add);
    for (JsonNode take : playable) {
      HttpResponse<byte[]> audio =
          Parent.fetch(URI.create(take.get("audio_url").asString()), "bytes=0-99");
      assertThat(audio.statusCode()).isEqualTo(206);
      assertThat(audio.headers().firstValue("content-type")).contains("audio/mpeg");
    }
  }

  private static List<JsonNode> attempts(Story story) {
    HttpResponse<String> answer =
        story.parent().call("GET", "/api/songs/" + story.song() + "/attempts", Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Parent.read(answer).get("attempts").valueStream().toList();
  }

  private static List<JsonNode> tasks(Fault fault) {
    return Parent.get(SYSTEM.simulator().resolve("/simulator/tasks"))
        .valueStream()
        .filter(task -> task.get("title").asString().equals(fault.title()))
        .toList();
  }

  private static UUID request(Parent parent, Fault fault) {
    Map<String, Object> wish = new HashMap<>(Parent.BEDTIME);
    wish.put("name", fault.title());
    HttpResponse<String> answer = parent.call("POST", "/api/songs", wish);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return UUID.fromString(Parent.read(answer).get("id").asString());
  }

  private static void misbehave() {
    ObjectNode document = TABLE.createObjectNode();
    var rules = document.putArray("rules");
    FaultTable.all().forEach(fault -> fault.addTo(rules, TABLE.readTree(fault.rules())));
    HttpResponse<String> answer =
        Parent.send(
            HttpRequest.newBuilder(faults())
                .PUT(HttpRequest.BodyPublishers.ofString(document.toString())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static URI faults() {
    return SYSTEM.simulator().resolve("/simulator/faults");
  }

  private static boolean takesLong(Fault fault) {
    return fault.rules().contains("lost'") || fault.rules().contains("'late'");
  }
}
