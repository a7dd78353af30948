package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Mails.MailRequested;
import ai.babymusic.schemas.events.Operations.GenerationChanged;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is announced besides changes of rows that clients see: to operators and to sign-in. */
class OtherAnnouncementsTest {

  @Test
  void everyStateOfAnAttemptKeepsItsTime() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      for (String status : List.of("writing_lyrics", "waiting", "submitting", "submitted")) {
        worker.update(
            "update public.song_generations set status = ? where song_id = ?", status, song);
      }
      worker.update(
          """
          update public.song_generations
          set status = 'ready', task_id = ?, submitted_at = now(), completed_at = now(),
              lyrics_source = 'model', usage = '{"type": "point", "consume": 500000}'
          where song_id = ?
          """,
          "task-" + song,
          song);
    }

    var last =
        (GenerationChanged)
            Announced.where("key = ?", family.generationOf(song).toString()).getLast().event();
    assertThat(last.timings().keySet())
        .containsExactlyInAnyOrder(
            "queued", "writing_lyrics", "waiting", "submitting", "submitted", "ready");
    assertThat(last.usage()).isNotNull();
  }

  @Test
  void aLyricErrorIsAnnounced() throws SQLException {
    Family family = Family.signedUp();
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      worker.update(
          """
          insert into public.lyric_generation_errors (song_id, user_id, error_message, theme, song_type)
          values (?, ?, 'no answer within 30 s', 'sleepRegulation', 'theme')
          """,
          UUID.randomUUID(),
          family.user());
    }

    assertThat(Announced.typesOf(family.user())).endsWith("lyric_generation.failed");
  }

  @Test
  void asManyRevocationsAreAnnouncedAsSessionsEnd() throws SQLException {
    Family family = Family.signedUp();
    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      auth.update(
          "insert into auth.sessions (user_id) values (?), (?)", family.user(), family.user());
      auth.update("delete from auth.sessions where user_id = ?", family.user());
      assertThat(
              auth.query(
                  String.class,
                  "select key from public.outbox where payload ->> 'user_id' = ?",
                  family.user().toString()))
          .as("what sign-in may read of the outbox")
          .hasSize(2);
    }

    assertThat(Announced.typesOf(family.user()))
        .containsExactly("profile.inserted", "session.revoked", "session.revoked");
  }

  @Test
  void aMailIsWishedForWithoutASecret() throws SQLException {
    String recipient = UUID.randomUUID() + "@example.org";
    UUID request;
    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      request =
          auth.one(
              UUID.class,
              "select auth.request_mail('recovery', ?, '{\"redirect_to\":"
                  + " \"https://app.example.org\"}')",
              recipient);
    }

    var mail = (MailRequested) Announced.where("key = ?", request.toString()).getFirst().event();
    assertThat(mail.recipient()).isEqualTo(recipient);
    assertThat(mail.details()).isEqualTo(Map.of("redirect_to", "https://app.example.org"));
  }
}
