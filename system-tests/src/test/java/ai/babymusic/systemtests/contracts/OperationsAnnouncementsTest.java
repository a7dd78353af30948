package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Operations.GenerationChanged;
import ai.babymusic.schemas.events.Operations.LyricGenerationFailed;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing happens to an attempt that operators do not hear of. */
class OperationsAnnouncementsTest {

  private static final List<String> A_WINDING_WAY =
      List.of(
          "writing_lyrics",
          "waiting",
          "submitting",
          "waiting",
          "submitting",
          "unknown",
          "submitted",
          "failed",
          "storing",
          "ready",
          "cancelled");

  private final Family family = Family.signedUp();
  private final UUID generation = family.generationOf(family.requestsSong());

  OperationsAnnouncementsTest() throws SQLException {}

  @Test
  void eachStateIsAnnouncedWithItsTimeAlsoOneThatComesAgain() throws SQLException {
    for (String status : A_WINDING_WAY) {
      update("status = '" + status + "'");
    }
    List<GenerationChanged> heard = heard();
    assertThat(heard.stream().map(GenerationChanged::status))
        .startsWith("queued")
        .endsWith(A_WINDING_WAY.toArray(String[]::new))
        .hasSize(1 + A_WINDING_WAY.size());
    assertThat(heard).allSatisfy(event -> assertThat(event.timings()).containsKey(event.status()));
    // The time of a state is that of its last beginning.
    assertThat(heard.get(4).timings().get("waiting"))
        .isAfter(heard.get(2).timings().get("waiting"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overdue_at = clock_timestamp()",
        "blocked_reason = 'no_credits'",
        "usage = '{\"consume\": 1}'",
        "task_id = 'task of ' || id",
        "error = 'No luck.', error_code = 'gave_up', retryable = true"
      })
  void whatBecomesKnownWithinAStateIsAnnouncedOnce(String change) throws SQLException {
    int before = heard().size();
    update(change);
    assertThat(heard()).hasSize(before + 1);
  }

  @Test
  void whatOperatorsDoNotSeeIsNot() throws SQLException {
    int before = heard().size();
    update("refusals = refusals + 1, not_before = now(), status = status");
    assertThat(heard()).hasSize(before);
  }

  @Test
  void everyLyricErrorIsAnnouncedByItself() throws SQLException {
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      worker.update(
          """
          insert into public.lyric_generation_errors (song_id, user_id, error_message, song_type)
          values (gen_random_uuid(), ?, 'status 529', 'preset'),
                 (gen_random_uuid(), ?, 'the answer is not JSON', 'preset')
          """,
          family.user(),
          family.user());
    }
    assertThat(
            Announced.of(family.user()).stream()
                .map(Announced::event)
                .filter(LyricGenerationFailed.class::isInstance)
                .map(event -> ((LyricGenerationFailed) event).errorMessage()))
        .containsExactly("status 529", "the answer is not JSON");
  }

  private List<GenerationChanged> heard() throws SQLException {
    return Announced.where("key = ?", generation.toString()).stream()
        .map(announced -> (GenerationChanged) announced.event())
        .toList();
  }

  private void update(String what) throws SQLException {
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      worker.update("update public.song_generations set " + what + " where id = ?", generation);
    }
  }
}
