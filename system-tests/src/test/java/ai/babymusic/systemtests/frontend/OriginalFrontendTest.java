package ai.babymusic.systemtests.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.systemtests.frontend.Page.Heard;
import ai.babymusic.systemtests.published.Answer;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.running.Parent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All that the original's pages call by the published client, which knows nothing of us. */
class OriginalFrontendTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Page page = Page.ofSomebodyNew(PublishedClient.shared());

  @Test
  void aSongIsToggledUnderTheNameThatTheOriginalSendsAndUnderOurs() {
    Parent parent = page.parent();
    UUID song = parent.requestSong();

    assertThat(page.toggleFavorite("song_id", song).ok()).isEqualTo(toggled(true));
    assertThat(page.toggleFavorite("songId", song).ok()).isEqualTo(toggled(false));
    assertThat(parent.song(song).get("is_favorite").booleanValue()).isFalse();
  }

  @Test
  void aSongOfSomebodyElseAndOneThatNeverWasAreRefusedAlike() {
    UUID others = Page.ofSomebodyNew(PublishedClient.shared()).parent().requestSong();

    for (UUID song : List.of(others, UUID.randomUUID())) {
      JsonNode error = page.toggleFavorite("song_id", song).refused("FunctionsHttpError");
      assertThat(error.at("/context/status").intValue()).isEqualTo(403);
      assertThat(error.at("/context/body/code").asString()).isEqualTo("song_not_yours");
    }
    JsonNode unnamed =
        page.device()
            .call("functions.invoke", "toggle-favorite", Map.of("body", Map.of()))
            .refused("FunctionsHttpError");
    assertThat(unnamed.at("/context/status").intValue()).isEqualTo(400);
  }

  @Test
  void aStreakBeginsWithTheCallOfItsOwnUserAlone() {
    Parent parent = page.parent();
    assertThat(streak(parent)).isZero();

    Answer others = page.updateStreak(UUID.randomUUID());
    assertThat(others.isOk()).isFalse();
    assertThat(others.error().get("code").asString()).isEqualTo("42501");
    assertThat(others.error().get("message").asString()).contains("permission denied");
    assertThat(page.updateStreak(page.user()).ok().isNull()).isTrue();

    await().atMost(SOON).until(() -> streak(parent) == 1);
  }

  @Test
  void liveUpdatesAreReadFromAFunctionUntilThePageLeaves() {
    UUID song = page.parent().requestSong();
    page.parent().awaitStatus(song, "ready");
    assertThat(page.listen().ok().get("type").asString()).startsWith("text/event-stream");
    await().atMost(SOON).until(() -> !page.heard().isEmpty());
    assertThat(page.heard().getFirst().name()).isEqualTo("ready");

    for (int times = 0; times < 3; times++) {
      page.toggleFavorite("song_id", song).ok();
    }
    await().atMost(SOON).until(() -> favorites(page.heard(), song).size() == 3);

    assertThat(favorites(page.heard(), song)).containsExactly(true, false, true);
    assertThat(page.heard().stream().map(Heard::id)).doesNotHaveDuplicates();
    assertThat(page.leave()).isEqualTo("AbortError");
    page.toggleFavorite("song_id", song).ok();
    assertThat(page.listen().ok().get("type").asString()).startsWith("text/event-stream");
    await().atMost(SOON).until(() -> !page.heard().isEmpty());
    assertThat(page.heard().getFirst().name()).isEqualTo("ready");
    page.leave();
  }

  private static List<Boolean> favorites(List<Heard> heard, UUID song) {
    return heard.stream()
        .filter(update -> update.name().equals("song.updated"))
        .filter(update -> update.data().get("id").asString().equals(song.toString()))
        .map(update -> update.data().get("is_favorite").booleanValue())
        .toList();
  }

  private static int streak(Parent parent) {
    return Parent.read(parent.call("GET", "/api/profile", Map.of()))
        .get("current_streak")
        .intValue();
  }

  private static JsonNode toggled(boolean isFavorite) {
    return EventCodec.JSON.valueToTree(Map.of("success", true, "is_favorite", isFavorite));
  }
}
