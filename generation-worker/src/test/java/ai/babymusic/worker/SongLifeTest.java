package ai.babymusic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import ai.babymusic.worker.testing.Database.Requested;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.RunningWorker;
import ai.babymusic.worker.testing.StubProvider;
import ai.babymusic.worker.testing.Studio;
import ai.babymusic.worker.testing.Tasks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SongLifeTest {

  private static Studio studio;

  @BeforeAll
  static void open() throws Exception {
    studio = new Studio(Map.of());
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  @Test
  void aRequestBecomesAReadySongWithItsAudioInOurStorage() {
    Requested song = studio.request("Bedtime for Mira");
    StubProvider.Order order = studio.submitted(song.generationId());

    assertThat(order.body().path("input").path("lyrics").asString()).contains("Mira");
    assertThat(order.body().path("config").path("webhook_config").path("secret").asString())
        .isEqualTo(new WebhookSecrets(RunningWorker.SIGNING_KEY).sign(song.generationId()));
    assertThat(studio.database().song(song.songId())).containsEntry("status", "composing");

    byte[] first = Mp3.of(64 << 10, 1);
    byte[] second = Mp3.of(20 << 10, 2);
    studio.reported(
        song.generationId(),
        Tasks.completed(
            order.taskId(),
            studio.provider().serves("a%2520song.mp3", first),
            studio.provider().serves("b.mp3", second)));
    studio.until(song.generationId(), "ready");

    String prefix = song.userId() + "/" + song.songId() + "/" + song.generationId();
    Map<String, @Nullable Object> row = studio.database().song(song.songId());
    assertThat(row)
        .containsEntry("status", "ready")
        .containsEntry(
            "audio_url", "s3://" + Infrastructure.shared().s3Bucket() + "/" + prefix + "-1.mp3")
        .containsEntry("task_id", order.taskId())
        .containsEntry("error", null);
    assertThat((String) row.get("lyrics")).hasSizeBetween(750, 1000);
    assertThat((Double) row.get("duration_seconds")).isBetween(131.1, 131.2);
    List<Map<String, @Nullable Object>> variations = studio.database().variations(song.songId());
    assertThat(variations).hasSize(1);
    assertThat(variations.getFirst())
        .containsEntry(
            "audio_url", "s3://" + Infrastructure.shared().s3Bucket() + "/" + prefix + "-2.mp3")
        .containsEntry("title", "Take 2");
    assertThat(studio.stored(prefix + "-1.mp3")).isEqualTo(first);
    assertThat(studio.stored(prefix + "-2.mp3")).isEqualTo(second);
    assertThat(studio.database().generation(song.generationId()).get("lyrics_source"))
        .isEqualTo("templates");
    assertThat((String) studio.database().generation(song.generationId()).get("charged"))
        .contains("500000");
    assertThat((String) studio.database().generation(song.generationId()).get("times"))
        .contains("writing_lyrics", "waiting", "submitting", "submitted", "storing", "ready");
  }

  @Test
  void aRequestThatComesTwiceIsSubmittedOnce() {
    Requested song = studio.request("Twice");
    studio.records().requested(song);
    studio.submitted(song.generationId());
    studio.records().requested(song);
    studio.settled(song.generationId());
    assertThat(studio.provider().orders(song.generationId())).hasSize(1);
  }

  /** They were read in the transaction that made it ready, only to be measured. */
  @Test
  void aSongIsReadyThoughItsTimesCannotBeRead() {
    Requested song = studio.request("Strange times");
    StubProvider.Order order = studio.submitted(song.generationId());
    studio
        .database()
        .run(
            "update song_generations set timings = timings || '{\"queued\": \"long ago\"}'"
                + " where id = ?",
            song.generationId());
    studio.made(song.generationId(), order.taskId(), 1);
    studio.until(song.generationId(), "ready");
  }

  @Test
  void anInstrumentalHasNoLyrics() {
    Requested song =
        studio.database().request(studio.database().user("Mira", "girl"), "Only music", true);
    studio.records().requested(song);
    StubProvider.Order order = studio.submitted(song.generationId());
    assertThat(order.body().path("input").path("lyrics_type").asString()).isEqualTo("instrumental");
    assertThat(order.body().path("input").has("lyrics")).isFalse();
    assertThat(studio.database().song(song.songId())).containsEntry("lyrics", null);
  }
}
