package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.running.Admin;
import ai.babymusic.gateway.running.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AttemptsTest {

  private final Parent mia = Parent.of("Mia");
  private final UUID song = mia.post("/api/songs", Parent.LULLABY).id();

  @Test
  void aSongTellsItsStory() {
    setAttempt("submitting", "null");
    setAttempt("submitted", "'{\"type\":\"point\",\"consume\":500000}'");
    setAttempt("failed", "usage");
    Admin.jdbc()
        .sql(
            """
            update public.song_generations
            set error = 'It did not work out.', error_code = 'provider_failed', retryable = true,
              completed_at = now() where song_id = ?
            """)
        .param(song)
        .update();
    Admin.setStatus(song, "failed");
    mia.post("/api/songs/" + song + "/retry", "");

    JsonNode attempts = mia.get("/api/songs/" + song + "/attempts").json().get("attempts");

    assertThat(attempts.size()).isEqualTo(2);
    JsonNode first = attempts.get(0);
    assertThat(first.get("attempt").intValue()).isEqualTo(1);
    assertThat(first.get("status").asString()).isEqualTo("failed");
    assertThat(first.get("requested_by").asString()).isEqualTo("user");
    assertThat(first.get("error").asString()).isEqualTo("It did not work out.");
    assertThat(first.get("error_code").asString()).isEqualTo("provider_failed");
    assertThat(first.get("retryable").booleanValue()).isTrue();
    assertThat(first.get("completed_at").asString()).endsWith("Z");
    assertThat(first.get("usage").get("consume").intValue()).isEqualTo(500_000);
    assertThat(first.get("steps").values().stream().map(step -> step.get("step").asString()))
        .containsExactly("queued", "submitting", "submitted", "failed");
    assertThat(first.get("steps").get(0).get("at").asString()).endsWith("Z");
    assertThat(first.get("steps").get(0).get("seconds").doubleValue()).isNotNegative();
    assertThat(first.get("steps").get(3).get("seconds").isNull()).isTrue();
    JsonNode second = attempts.get(1);
    assertThat(second.get("status").asString()).isEqualTo("queued");
    assertThat(second.get("usage").isNull()).isTrue();
    assertThat(second.get("generation_id").asString())
        .isEqualTo(mia.get("/api/songs/" + song).text("generation_id"));
    assertThat(second.has("task_id")).isFalse();
  }

  @Test
  void aDeletedSongHasNoStory() {
    mia.delete("/api/songs/" + song);
    assertThat(mia.get("/api/songs/" + song + "/attempts").text("code"))
        .isEqualTo("song_not_found");
  }

  @Test
  void stepsFollowTheirTimesAndLastUntilTheNext() {
    var steps =
        ToldAttempt.Step.of(
            Map.of(
                "storing", Instant.parse("2026-03-01T12:01:00Z"),
                "queued", Instant.parse("2026-03-01T12:00:00Z"),
                "waiting", Instant.parse("2026-03-01T12:00:01.250Z")));
    assertThat(steps)
        .isEqualTo(
            List.of(
                new ToldAttempt.Step("queued", Instant.parse("2026-03-01T12:00:00Z"), 1.25),
                new ToldAttempt.Step("waiting", Instant.parse("2026-03-01T12:00:01.250Z"), 58.75),
                new ToldAttempt.Step("storing", Instant.parse("2026-03-01T12:01:00Z"), null)));
  }

  private void setAttempt(String status, String usage) {
    Admin.jdbc()
        .sql(
            "update public.song_generations set status = ?, usage = "
                + (usage.equals("usage") ? usage : usage + "::jsonb")
                + " where song_id = ?")
        .params(status, song)
        .update();
  }
}
