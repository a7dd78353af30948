package ai.babymusic.systemtests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the relay does with the outbox. */
class OutboxTest {

  @Test
  void aHeartbeatSaysWhatWasCommittedBeforeIt() throws SQLException {
    try (RoleSession relay = RoleSession.as("change_relay")) {
      relay.call("select public.relay_heartbeat()");

      assertThat(
              relay.one(
                  Boolean.class,
                  """
                  select (payload ->> 'xmin')::xid8 <= xid from public.outbox
                  where topic = 'relay.heartbeat' order by id desc limit 1
                  """))
          .isTrue();
    }
  }

  @Test
  void whatIsOldAndAnnouncedIsForgottenAndNothingElse() throws SQLException {
    String marker = UUID.randomUUID().toString();
    try (RoleSession admin = RoleSession.admin();
        RoleSession relay = RoleSession.as("change_relay")) {
      String old =
          "insert into public.outbox (topic, key, type, payload, created_at) values (?, ?, 't',"
              + " '{}', now() - ?::interval)";
      admin.update(old, "changes.v1", marker, "8 days");
      admin.update(old, "changes.v1", marker, "6 days");
      admin.update(old, "generation.requests.v1", marker, "6 days");
      admin.update(old, "auth.mail.v1", marker, "25 hours");
      admin.update(old, "auth.mail.v1", marker, "23 hours");
      String note = "insert into public.relay_slots (name, published_before) values (?, %s)";

      relay.call("select public.forget_announced()");
      assertThat(left(admin, marker)).as("no slot: perhaps not in Kafka yet").hasSize(5);

      relay.update(note.formatted("'3'"), marker);
      relay.call("select public.forget_announced()");
      assertThat(left(admin, marker)).as("not in Kafka yet").hasSize(5);

      relay.update("delete from public.relay_slots where name = ?", marker);
      relay.update(note.formatted("pg_snapshot_xmax(pg_current_snapshot())"), marker);
      relay.call("select public.forget_announced()");
      relay.update("delete from public.relay_slots where name = ?", marker);
      assertThat(left(admin, marker))
          .containsExactly("changes.v1", "generation.requests.v1", "auth.mail.v1");
      admin.update("delete from public.outbox where key = ?", marker);
    }
  }

  private static List<String> left(RoleSession admin, String key) {
    return admin.query(
        String.class, "select topic from public.outbox where key = ? order by id", key);
  }
}
