package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;

/** Who may not do what: PostgreSQL refuses it, whatever a service asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private Family family = new Family(new UUID(0, 0));
  private UUID song = new UUID(0, 0);

  @BeforeAll
  void aFamilyWithASong() throws SQLException {
    family = Family.signedUp();
    song = family.requestsSong();
    family.isGivenAudio(song);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gateway           | update public.songs set status = 'ready'
          gateway           | update public.songs set audio_url = 's3://b/k'
          gateway           | update public.songs set user_id = gen_random_uuid()
          gateway           | update public.songs set attempt = 9
          gateway           | insert into public.songs (user_id, name, song_type, status) values ('{user}', 'n', 'preset', 'ready')
          gateway           | insert into public.songs (user_id, name, song_type, preset_type, audio_url) values ('{user}', 'n', 'preset', 'eating', 's3://b/k')
          gateway           | insert into public.songs (user_id, name, song_type, preset_type) values ('{other}', 'n', 'preset', 'eating')
          gateway           | insert into public.song_variations (song_id, user_id, audio_url) values ('{song}', '{user}', 's3://b/k')
          gateway           | update public.song_generations set status = 'ready'
          gateway           | insert into public.song_generations (song_id, user_id, attempt, requested_by) values ('{song}', '{user}', 9, 'user')
          gateway           | update public.profiles set current_streak = 99
          gateway           | update public.profiles set email = 'else@example.org'
          gateway           | delete from public.profiles
          gateway           | insert into public.outbox (topic, key, type, payload) values ('changes.v1', 'k', 't', '{}')
          gateway           | update public.outbox set payload = '{}'
          gateway           | delete from public.outbox
          gateway           | update public.change_positions set last = 0
          gateway           | select * from auth.users
          gateway           | select * from auth.refresh_tokens
          gateway           | select * from public.active_days
          gateway           | select * from ops.generations
          gateway           | select public.announce('changes.v1', 'k', 't', '{}')
          gateway           | select public.announce_change('{user}', 'song.deleted', '{}')
          gateway           | select public.request_generation_again('{song}', '{song}')
          gateway           | select public.update_user_streak('{user}')
          gateway           | select auth.request_mail('recovery', 'a@example.org')
          gateway           | select auth.delete_account('{user}')
          gateway           | select * from auth.event_tickets
          gateway           | insert into public.time_zones values ('Mars/Olympus')
          gateway           | truncate public.songs
          gateway           | alter table public.songs disable row level security
          gateway           | create table public.mine (id int)
          gateway_auth      | select * from public.songs
          gateway_auth      | select * from public.profiles
          gateway_auth      | update public.profiles set current_streak = 99
          gateway_auth      | insert into public.outbox (topic, key, type, payload) values ('auth.mail.v1', 'k', 't', '{}')
          gateway_auth      | select public.request_generation('{song}')
          gateway_auth      | select public.waiting_line()
          gateway_auth      | select public.usual_step_seconds()
          gateway_auth      | update auth.event_tickets set expires_at = now()
          gateway_auth      | select * from ops.lyric_errors
          ops_reader        | select * from public.songs
          ops_reader        | select * from auth.users
          ops_reader        | select public.waiting_line()
          ops_reader        | delete from ops.generations
          ops_reader        | select public.song_shown(null) from ops.songs
          ops_reader        | select auth.delete_account('{user}')
          generation_worker | delete from public.songs
          generation_worker | insert into public.songs (user_id, name, song_type, preset_type) values ('{user}', 'n', 'preset', 'eating')
          generation_worker | update public.songs set name = 'n'
          generation_worker | update public.songs set user_id = gen_random_uuid()
          generation_worker | update public.songs set is_favorite = true
          generation_worker | update public.profiles set baby_name = 'n'
          generation_worker | insert into public.song_generations (song_id, user_id, attempt, requested_by) values ('{song}', '{user}', 9, 'user')
          generation_worker | select * from auth.users
          generation_worker | select * from auth.sessions
          generation_worker | select * from public.outbox
          generation_worker | insert into public.outbox (topic, key, type, payload) values ('changes.v1', 'k', 't', '{}')
          generation_worker | select public.waiting_line()
          generation_worker | select public.usual_step_seconds()
          generation_worker | select * from auth.event_tickets
          generation_worker | select public.announce('changes.v1', 'k', 't', '{}')
          generation_worker | select public.update_user_streak('{user}')
          generation_worker | select auth.delete_account('{user}')
          streak_projector  | select * from public.profiles
          streak_projector  | update public.profiles set current_streak = 99
          streak_projector  | select * from public.active_days
          streak_projector  | insert into public.active_days (user_id, day) values ('{user}', now())
          streak_projector  | select * from public.songs
          streak_projector  | select * from auth.users
          streak_projector  | select * from public.outbox
          streak_projector  | select public.waiting_line()
          streak_projector  | select public.recompute_streak('{user}')
          streak_projector  | select public.announce('changes.v1', 'k', 't', '{}')
          streak_projector  | select auth.delete_account('{user}')
          change_relay      | insert into public.outbox (topic, key, type, payload) values ('changes.v1', 'k', 't', '{}')
          change_relay      | update public.outbox set payload = '{}'
          change_relay      | delete from public.outbox
          change_relay      | select * from public.songs
          change_relay      | select * from auth.users
          change_relay      | select public.waiting_line()
          change_relay      | update public.change_positions set last = 0
          change_relay      | select public.announce('changes.v1', 'k', 't', '{}')
          change_relay      | select auth.delete_account('{user}')
          change_relay      | update public.refused_announcements set payload = '{}'
          gateway           | select * from public.refused_announcements
          gateway           | select public.begin_new_epoch('0')
          gateway_auth      | select * from public.refused_announcements
          gateway_auth      | select public.begin_new_epoch('0')
          ops_reader        | select payload from public.refused_announcements
          ops_reader        | select public.begin_new_epoch('0')
          generation_worker | select * from public.refused_announcements
          generation_worker | select public.begin_new_epoch('0')
          streak_projector  | select * from public.refused_announcements
          streak_projector  | select public.begin_new_epoch('0')
          api_gateway       | select * from public.songs
          api_gateway       | select * from auth.users
          api_gateway       | select auth.delete_account('{user}')
          """)
  void isRefused(String role, String statement) throws SQLException {
    String sql =
        statement
            .replace("{user}", family.user().toString())
            .replace("{other}", Family.signedUp().user().toString())
            .replace("{song}", song.toString());
    try (RoleSession session =
        role.equals("gateway") ? RoleSession.gatewayFor(family.user()) : RoleSession.as(role)) {
      Throwable refusal = catchThrowable(() -> session.jdbc().sql(sql).update());

      assertThat(refusal).as(sql).isNotNull();
      assertThat(NestedExceptionUtils.getMostSpecificCause(refusal))
          .isInstanceOfSatisfying(
              SQLException.class,
              cause -> assertThat(cause.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_gateway",
        "gateway",
        "gateway_auth",
        "ops_reader",
        "generation_worker",
        "streak_projector",
        "change_relay"
      })
  void nobodyBecomesTheOwner(String role) throws SQLException {
    isRefused(role, "set role baby_music_owner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generation_worker", "streak_projector", "change_relay"})
  void nobodyElseBecomesTheGateway(String role) throws SQLException {
    isRefused(role, "set role gateway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.profiles",
        "public.songs",
        "public.song_variations",
        "public.song_generations",
        "public.outbox"
      })
  void aHandlerThatForgetsItsUserSeesNothing(String table) throws SQLException {
    String count = "select count(*) from " + table;
    try (RoleSession forgetful = RoleSession.as("gateway");
        RoleSession owner = RoleSession.gatewayFor(family.user());
        RoleSession other = RoleSession.gatewayFor(UUID.randomUUID())) {
      assertThat(owner.one(Long.class, count)).isPositive();
      assertThat(other.one(Long.class, count)).isZero();
      assertThat(forgetful.one(Long.class, count)).isZero();
      // What a pooled connection is left with after "set local".
      forgetful.one(String.class, "select set_config('app.user_id', '', false)");
      assertThat(forgetful.one(Long.class, count)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update public.songs set name = 'theirs'",
        "delete from public.songs",
        "update public.profiles set baby_name = 'theirs'"
      })
  void aStatementWithoutWhereReachesOnlyTheCallersRows(String statement) throws SQLException {
    Family stranger = Family.signedUp();
    UUID theirs = stranger.requestsSong();
    try (RoleSession other = RoleSession.gatewayFor(Family.signedUp().user());
        RoleSession gateway = RoleSession.gatewayFor(stranger.user())) {
      other.update(statement);

      assertThat(gateway.one(String.class, "select name from public.songs where id = ?", theirs))
          .isEqualTo("Mila sleeps");
      assertThat(gateway.one(String.class, "select baby_name from public.profiles"))
          .isEqualTo("Mila");
    }
  }

  @Test
  void aVariationBelongsToItsSongsUser() throws SQLException {
    UUID stranger = Family.signedUp().user();
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      assertThat(
              catchThrowable(() ->
                  worker.update(
                      "insert into public.song_variations (song_id, user_id, audio_url) values (?,"
                          + " ?, 's3://b/k')",
                      song,
                      stranger)))
          .hasMessageContaining("foreign key");
    }
  }

  @Test
  void operatorsReadTheStoryOfAttempts() throws SQLException {
    try (RoleSession ops = RoleSession.as("ops_reader")) {
      assertThat(
              ops.one(Long.class, "select count(*) from ops.generations where song_id = ?", song))
          .isEqualTo(1);
      assertThat(ops.query(String.class, "select status from ops.songs_by_status"))
          .contains("ready");
    }
  }
}
