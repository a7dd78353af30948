package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.babymusic.schemas.events.Change.ProfileUpdated;
import ai.babymusic.schemas.events.Change.SongInserted;
import ai.babymusic.schemas.events.Change.SongUpdated;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What each trigger and each definer function writes, held to its schema and its record. */
class AnnouncementsTest {

  @Test
  void aSignUpAnnouncesItsProfile() throws SQLException {
    Family family = Family.signedUp();

    assertThat(Announced.typesOf(family.user())).containsExactly("profile.inserted");
    assertThat(Announced.of(family.user()).getFirst().payload())
        .contains("Mila", "Europe/Berlin")
        .doesNotContain("example.org");
  }

  @Test
  void aSongRequestAnnouncesSongAttemptActivityAndRequestTogether() throws SQLException {
    Family family = Family.signedUp();

    family.requestsSong();

    assertThat(Announced.typesOf(family.user()))
        .containsExactlyInAnyOrder(
            "profile.inserted",
            "user.active",
            "generation.changed",
            "generation.requested",
            "song.inserted");
  }

  @Test
  void everyKeyIsTheOneOfItsTopic() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    UUID generation = family.generationOf(song);

    assertThat(Announced.of(family.user()))
        .extracting(Announced::topic, Announced::key)
        .contains(
            tuple("generation.requests.v1", song.toString()),
            tuple("ops.generations.v1", generation.toString()),
            tuple("user.activity.v1", family.user().toString()),
            tuple("changes.v1", family.user().toString()));
  }

  @Test
  void aFinishedSongAnnouncesItsVariationAndItself() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    family.isGivenAudio(song);

    assertThat(Announced.changesOf(family.user()))
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly("ProfileInserted", "SongInserted", "SongVariationInserted", "SongUpdated");
    assertThat(Announced.changesOf(family.user()).getLast())
        .asInstanceOf(InstanceOfAssertFactories.type(SongUpdated.class))
        .satisfies(ready -> {
          assertThat(ready.row().status()).isEqualTo("ready");
          assertThat(ready.row().durationSeconds()).isEqualTo(131.114666666667);
          assertThat(ready.row().readyAt()).isNotNull();
        });
  }

  @Test
  void everyColumnOfARowIsShownAsItStands() throws SQLException {
    Family family = Family.signedUp();
    UUID song = UUID.randomUUID();
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      gateway.update(
          """
          insert into public.songs (id, user_id, name, song_type, theme, mood, voice_type, tempo,
                                    is_instrumental, user_lyric_input)
          values (?, ?, 'Brösel 🐈', 'theme-with-input', 'sleepRegulation', 'playful', 'calmMale', 'fast',
                  true, 'our cat')
          """,
          song,
          family.user());
      gateway.update(
          """
          update public.profiles
          set name = 'Robin', birth_month = 11, birth_year = 2025, age_group = '0-6', gender = 'girl',
              preferred_language = 'hi', timezone = 'Asia/Kolkata'
          where id = ?
          """,
          family.user());
    }

    var inserted = (SongInserted) Announced.changesOf(family.user()).get(1);
    assertThat(inserted.row().name()).isEqualTo("Brösel 🐈");
    assertThat(inserted.row().theme()).isEqualTo("sleepRegulation");
    assertThat(inserted.row().isInstrumental()).isTrue();
    assertThat(inserted.row().userLyricInput()).isEqualTo("our cat");
    assertThat(inserted.row().status()).isEqualTo("queued");
    var updated = (ProfileUpdated) Announced.changesOf(family.user()).get(2);
    assertThat(updated.row().preferredLanguage()).isEqualTo("hi");
    assertThat(updated.row().birthMonth()).isEqualTo(11);
  }

  @Test
  void whatNobodySeesIsNotAnnounced() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    int before = Announced.of(family.user()).size();
    String updatedAt = "select updated_at::text from public.songs where id = ?";

    try (RoleSession worker = RoleSession.as("generation_worker");
        RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      String then = worker.one(String.class, updatedAt, song);
      gateway.update("update public.songs set name = name, is_favorite = false where id = ?", song);
      assertThat(worker.one(String.class, updatedAt, song)).isEqualTo(then);
      worker.update("update public.songs set task_id = ? where id = ?", song.toString(), song);
      worker.update("update public.song_generations set status = status where song_id = ?", song);
    }

    assertThat(Announced.of(family.user())).hasSize(before);
  }

  @Test
  void aDeletedAccountAnnouncesEveryDeletionWithItsNumber() throws SQLException {
    Family family = Family.signedUp();
    family.isGivenAudio(family.requestsSong());
    family.requestsSong();
    int before = Announced.changesOf(family.user()).size();

    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      auth.update("insert into auth.sessions (user_id) values (?)", family.user());
      auth.update("delete from auth.users where id = ?", family.user());
    }

    var changes = Announced.changesOf(family.user());
    assertThat(changes.subList(before, changes.size()))
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactlyInAnyOrder(
            "ProfileDeleted", "SongDeleted", "SongDeleted", "SongVariationDeleted");
    for (int i = 0; i < changes.size(); i++) {
      assertThat(changes.get(i).seq()).isEqualTo(i + 1L);
    }
    assertThat(Announced.typesOf(family.user())).contains("session.revoked");
  }

  @Test
  void aRolledBackTransactionAnnouncesNothing() throws SQLException {
    Family family = Family.signedUp();
    List<Announced> before = Announced.of(family.user());

    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      gateway.together(() -> {
        UUID song = UUID.randomUUID();
        family.insertSong(gateway, song);
        gateway.one(UUID.class, "select public.request_generation(?)", song);
        gateway.run("set constraints all immediate");
        gateway.rollback();
      });
    }

    assertThat(Announced.of(family.user())).isEqualTo(before);
    assertThat(family.requestsSong()).isNotNull();
    assertThat(Announced.changesOf(family.user())).last().returns(2L, change -> change.seq());
  }

  @Test
  void aWritersTimeZoneAndDateStyleDoNotShow() throws SQLException {
    Family family = Family.signedUp();
    UUID song = UUID.randomUUID();
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      gateway.run("set timezone = 'Asia/Kathmandu'");
      gateway.run("set datestyle = 'ISO, DMY'");
      family.insertSong(gateway, song);
    }

    var inserted = (SongInserted) Announced.changesOf(family.user()).getLast();
    assertThat(Duration.between(inserted.row().createdAt(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void theTraceOfTheRequestGoesAlongAlsoToWhatIsAnnouncedAtCommit() throws SQLException {
    Family family = Family.signedUp();
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    UUID song = UUID.randomUUID();
    try (RoleSession gateway = RoleSession.gatewayFor(family.user())) {
      gateway.together(() -> {
        gateway.one(String.class, "select set_config('app.traceparent', ?, true)", trace);
        family.insertSong(gateway, song);
        gateway.one(UUID.class, "select public.request_generation(?)", song);
      });
      gateway.update("update public.songs set is_favorite = true where id = ?", song);
    }

    var rows = Announced.of(family.user());
    assertThat(rows.subList(1, rows.size() - 1)).allMatch(row -> row.headers().contains(trace));
    assertThat(rows.getLast().headers()).isEqualTo("{}");
  }
}
