package ai.babymusic.relay;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replication slots and what is noted of them. Slots of the relay carry its prefix and can
 * follow a fail-over, which Debezium's own do not: so one that Debezium made silently is known.
 */
final class Slots {

  static final String PREFIX = "change_relay_";

  /** The only slot that counts is one that is noted, is still whole, and was made by the relay. */
  private static final String USABLE =
      """
      select p.slot_name, p.active,
             pg_wal_lsn_diff(pg_current_wal_lsn(), p.confirmed_flush_lsn)::bigint as unconfirmed_bytes
      from public.relay_slots s
      join pg_replication_slots p on p.slot_name = s.name and p.database = current_database()
      where p.failover and p.invalidation_reason is null and p.wal_status is distinct from 'lost'
      """;

  private final JdbcClient jdbc;

  Slots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the lead, which ends with this connection; false if another process has it. */
  boolean lead() {
    return jdbc.sql("select pg_try_advisory_lock(hashtextextended('change-relay', 0))")
        .query(Boolean.class)
        .single();
  }

  /** The slot to stream from; empty if one has to be made. */
  Optional<Slot> usable() {
    return jdbc.sql(USABLE).query(Slot.class).optional();
  }

  /**
   * The first transaction that may not be in Kafka: of the lost slot's note, or the very first one
   * if there is no note or it speaks of another cluster's future (restored from a dump).
   */
  String unpublishedFrom() {
    return jdbc.sql(
            """
            select coalesce(max(published_before), '0'::xid8)::text
            from public.relay_slots
            where published_before <= pg_snapshot_xmax(pg_current_snapshot())
            """)
        .query(String.class)
        .single();
  }

  /** Notes the slot in place of all others: from now on it is the relay's memory. */
  void note(String name, String publishedBefore) {
    jdbc.sql(
            """
            with other as (delete from public.relay_slots)
            insert into public.relay_slots (name, published_before) values (?, ?::xid8)
            """)
        .params(name, publishedBefore)
        .update();
  }

  /** Everything before {@code xid} came through the slot or was published before it existed. */
  void publishedBefore(String name, String xid) {
    jdbc.sql(
            """
            update public.relay_slots set published_before = ?::xid8
            where name = ? and published_before < ?::xid8
              and exists (select from pg_replication_slots where slot_name = name and failover)
            """)
        .params(xid, name, xid)
        .update();
  }

  /** Drops what earlier lives left behind: unnoted or useless slots would keep the WAL for ever. */
  void dropOthers() {
    jdbc.sql(
            """
            with others as materialized (
              select slot_name from pg_replication_slots
              where database = current_database() and starts_with(slot_name, ?) and not active
                and slot_name not in (select slot_name from (%s) usable))
            select pg_drop_replication_slot(slot_name) from others
            """
                .formatted(USABLE))
        .param(PREFIX)
        .query()
        .listOfRows();
  }

  void writeHeartbeat() {
    jdbc.sql("select public.relay_heartbeat()").query().singleRow();
  }

  /** A slot as PostgreSQL shows it. */
  record Slot(String slotName, boolean active, long unconfirmedBytes) {}
}
