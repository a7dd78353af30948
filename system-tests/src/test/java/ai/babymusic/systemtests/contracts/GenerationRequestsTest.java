package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code request_generation}, {@code request_generation_again} and {@code cancel_song}. */
class GenerationRequestsTest {

  @Test
  void someoneElsesSongGivesNull() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    family.status(song, "failed");
    List<String> before = Announced.typesOf(family.user());

    try (RoleSession stranger = RoleSession.gatewayFor(Family.signedUp().user());
        RoleSession nobody = RoleSession.as("gateway")) {
      assertThat(request(stranger, song)).isNull();
      assertThat(request(nobody, song)).isNull();
      assertThat(request(stranger, UUID.randomUUID())).isNull();
      assertThat(cancel(stranger, song)).isFalse();
    }

    assertThat(Announced.typesOf(family.user())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void anEndedSongGetsANewAttemptOnce(String status) throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    UUID first = family.generationOf(song);
    family.status(song, status);

    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      assertThat(request(gateway, song)).isNotNull().isNotEqualTo(first);
      assertThat(request(gateway, song)).as("twice").isNull();
      assertThat(attempts(gateway, song)).containsExactly(1, 2);
      assertThat(gateway.one(String.class, "select status from public.songs where id = ?", song))
          .isEqualTo("queued");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "writing_lyrics", "composing", "storing"})
  void aSongInTheMakingGetsNone(String status) throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    family.status(song, status);

    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      assertThat(request(gateway, song)).isNull();
    }
  }

  @Test
  void theWorkersNextAttemptFollowsOnlyTheCurrentOne() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    UUID first = family.generationOf(song);

    try (RoleSession worker = RoleSession.as("generation_worker")) {
      String again = "select public.request_generation_again(?, ?)";
      List<@Nullable UUID> given =
          Arrays.asList(
              worker
                  .jdbc()
                  .sql(again)
                  .params(song, first)
                  .query(UUID.class)
                  .optional()
                  .orElse(null),
              worker
                  .jdbc()
                  .sql(again)
                  .params(song, first)
                  .query(UUID.class)
                  .optional()
                  .orElse(null));
      assertThat(given.getFirst()).isNotNull();
      assertThat(given.getLast()).as("after an attempt that was followed already").isNull();
      assertThat(
              worker.query(
                  String.class,
                  "select requested_by from public.song_generations where song_id = ? order by"
                      + " attempt",
                  song))
          .containsExactly("user", "system");
    }
    assertThat(Announced.typesOf(family.user()))
        .as("what the system does is no activity of the user")
        .containsOnlyOnce("user.active");
  }

  @Test
  void aSongIsCancelledUntilItIsSubmitted() throws SQLException {
    Family family = Family.signedUp();
    UUID waiting = family.requestsSong();
    UUID submitted = family.requestsSong();
    try (RoleSession worker = RoleSession.as("generation_worker");
        RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      String status = "update public.song_generations set status = ? where song_id = ?";
      worker.update(status, "waiting", waiting);
      worker.update(status, "submitting", submitted);

      assertThat(cancel(gateway, waiting)).isTrue();
      assertThat(cancel(gateway, waiting)).as("twice").isFalse();
      assertThat(cancel(gateway, submitted)).isFalse();
      assertThat(gateway.query(String.class, "select status from public.songs order by created_at"))
          .containsExactly("cancelled", "queued");
    }
  }

  private static @Nullable UUID request(RoleSession gateway, UUID song) {
    return gateway
        .jdbc()
        .sql("select public.request_generation(?)")
        .param(song)
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  private static boolean cancel(RoleSession gateway, UUID song) {
    return gateway.one(Boolean.class, "select public.cancel_song(?)", song);
  }

  private static List<Integer> attempts(RoleSession gateway, UUID song) {
    return gateway.query(
        Integer.class,
        "select attempt from public.song_generations where song_id = ? order by attempt",
        song);
  }
}
