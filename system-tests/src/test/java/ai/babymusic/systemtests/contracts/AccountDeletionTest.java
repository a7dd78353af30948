package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Change;
import ai.babymusic.schemas.events.Change.ProfileDeleted;
import ai.babymusic.schemas.events.Change.SongDeleted;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account goes with all that is its own, and everybody who has to know is told. */
class AccountDeletionTest {

  @Test
  void everythingOfTheAccountGoesAndIsAnnounced() throws SQLException {
    Family family = Family.signedUp();
    UUID ready = family.requestsSong();
    family.isGivenAudio(ready);
    UUID composing = family.requestsSong();
    family.status(composing, "composing");
    UUID session;
    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      session = signIn(auth, family);
      assertThat(delete(auth, family)).isTrue();
    }

    List<Change> changes = Announced.changesOf(family.user());
    assertThat(changes.stream().filter(SongDeleted.class::isInstance).map(SongDeleted.class::cast))
        .extracting(deleted -> deleted.row().id())
        .containsExactlyInAnyOrder(ready, composing);
    assertThat(changes).filteredOn(ProfileDeleted.class::isInstance).hasSize(1);
    try (RoleSession admin = RoleSession.admin()) {
      assertThat(
              admin.query(
                  String.class,
                  "select type from public.outbox where topic = 'auth.revocations.v1' and key = ?",
                  session.toString()))
          .containsExactly("session.revoked");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth.users where id",
        "auth.identities where user_id",
        "auth.sessions where user_id",
        "auth.refresh_tokens where user_id",
        "auth.one_time_tokens where user_id",
        "auth.flow_state where user_id",
        "public.profiles where id",
        "public.songs where user_id",
        "public.song_variations where user_id",
        "public.active_days where user_id"
      })
  void noRowIsLeftOf(String rows) throws SQLException {
    Family family = Family.signedUp();
    family.isGivenAudio(family.requestsSong());
    try (RoleSession admin = RoleSession.admin()) {
      signIn(admin, family);
      admin.update(
          """
          insert into auth.identities (provider_id, user_id, identity_data, provider)
          values (?, ?, '{}', 'email')
          """,
          family.user(),
          family.user());
      admin.update(
          """
          insert into auth.one_time_tokens (user_id, token_type, token_hash, relates_to, expires_at)
          values (?, 'recovery_token', '\\x00', 'a@example.org', now())
          """,
          family.user());
      admin.update(
          """
          insert into auth.flow_state (user_id, auth_code_hash, auth_code_issued_at,
            code_challenge_method, code_challenge, authentication_method)
          values (?, '\\x00', now(), 's256', 'of-the-verifier', 'recovery')
          """,
          family.user());
      admin.call("select public.update_user_streak(?)", family.user());
      String count = "select count(*) from " + rows + " = ?";
      assertThat(admin.one(Long.class, count, family.user())).isPositive();

      assertThat(delete(admin, family)).isTrue();

      assertThat(admin.one(Long.class, count, family.user())).isZero();
    }
  }

  @Test
  void theLogOfWhatWasPaidForStays() throws SQLException {
    Family family = Family.signedUp();
    UUID song = family.requestsSong();
    try (RoleSession auth = RoleSession.as("gateway_auth");
        RoleSession admin = RoleSession.admin()) {
      delete(auth, family);

      assertThat(
              admin.one(
                  Long.class,
                  "select count(*) from public.song_generations where song_id = ?",
                  song))
          .isEqualTo(1);
    }
  }

  @Test
  void theSecondTimeThereIsNoSuchAccount() throws SQLException {
    Family family = Family.signedUp();
    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      assertThat(delete(auth, family)).isTrue();
      assertThat(delete(auth, family)).isFalse();
    }
  }

  private static UUID signIn(RoleSession auth, Family family) {
    UUID session =
        auth.one(
            UUID.class,
            "insert into auth.sessions (user_id) values (?) returning id",
            family.user());
    auth.update(
        """
        insert into auth.refresh_tokens (token_hash, user_id, session_id)
        values (decode(replace(?::text, '-', ''), 'hex'), ?, ?)
        """,
        session,
        family.user(),
        session);
    return session;
  }

  private static boolean delete(RoleSession as, Family family) {
    return as.one(Boolean.class, "select auth.delete_account(?)", family.user());
  }
}
