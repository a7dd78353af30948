package ai.babymusic.relay;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replication slots and what is noted of them. Slots of the relay carry its prefix and can
 * follow a fail-over, which Debezium's own do not: so one that Debezium made silently is known.
 */
final class Slots {

  static final String PREFIX = "change_relay_";

  private final JdbcClient jdbc;

  Slots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The noted slot as it stands now; empty if none was ever noted. The only slot that counts is one
   * that is noted, is still whole, and was made by the relay.
   */
  Optional<Slot> noted() {
    return jdbc.sql(
            """
            select s.name, coalesce(p.active, false) as active,
                   case when p.slot_name is null then 'missing'
                        when p.invalidation_reason is not null then p.invalidation_reason
                        when p.wal_status = 'lost' then p.wal_status
                        when not p.failover then 'foreign' end as fault,
                   s.published_until,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), p.confirmed_flush_lsn)::bigint as unconfirmed_bytes,
                   p.safe_wal_size as safe_bytes,
                   (select setting::bigint * 1024 * 1024 from pg_settings
                    where name = 'max_slot_wal_keep_size' and setting <> '-1') as limit_bytes,
                   (select n_live_tup from pg_stat_user_tables
                    where relid = 'public.outbox'::regclass) as outbox_rows
            from public.relay_slots s
            left join pg_replication_slots p on p.slot_name = s.name and p.database = current_database()
            """)
        .query(Slot.class)
        .optional();
  }

  /**
   * The first transaction that may not be in Kafka: of the lost slot's note, or the very first one
   * if there is no note, or it was made in another cluster, whose transactions mean nothing here.
   */
  String unpublishedFrom(Place here) {
    return jdbc.sql(
            """
            select coalesce(max(published_before), '0'::xid8)::text
            from public.relay_slots
            where published_before <= pg_snapshot_xmax(pg_current_snapshot())
              and coalesce(system_identifier, ?) = ?
            """)
        .params(here.systemIdentifier(), here.systemIdentifier())
        .query(String.class)
        .single();
  }

  /** Whether the note was made elsewhere: this database was restored, or another one took over. */
  boolean areNotedElsewhere(Place here) {
    return jdbc.sql(
            """
            select exists (select from public.relay_slots
                           where system_identifier <> ? or timeline <> ?)
            """)
        .params(here.systemIdentifier(), here.timeline())
        .query(Boolean.class)
        .single();
  }

  /** Notes where this is. */
  void settle(Place here) {
    jdbc.sql("update public.relay_slots set system_identifier = ?, timeline = ?")
        .params(here.systemIdentifier(), here.timeline())
        .update();
  }

  /** Notes the slot in place of all others: from now on it is the relay's memory. */
  void note(SlotMaker.Made made, Place here) {
    jdbc.sql(
            """
            with other as (delete from public.relay_slots)
            insert into public.relay_slots
              (name, published_before, published_until, system_identifier, timeline)
            values (?, ?::xid8, ?::timestamptz, ?, ?)
            """)
        .params(
            made.slot(),
            made.publishedBefore(),
            made.publishedUntil().toString(),
            here.systemIdentifier(),
            here.timeline())
        .update();
  }

  /** Everything before the heartbeat came through the slot or was published before it existed. */
  void publishedBefore(String name, Heartbeat heartbeat) {
    jdbc.sql(
            """
            update public.relay_slots
            set published_before = greatest(published_before, ?::xid8),
                published_until = greatest(published_until, ?::timestamptz)
            where name = ?
              and exists (select from pg_replication_slots where slot_name = name and failover)
            """)
        .params(heartbeat.xmin(), heartbeat.writtenAt().toString(), name)
        .update();
  }

  /** Drops what earlier lives left behind: unnoted or useless slots would keep the WAL for ever. */
  void dropAllBut(String kept) {
    jdbc.sql(
            """
            with others as materialized (
              select slot_name from pg_replication_slots
              where database = current_database() and starts_with(slot_name, ?) and not active
                and slot_name <> ?)
            select pg_drop_replication_slot(slot_name) from others
            """)
        .params(PREFIX, kept)
        .query()
        .listOfRows();
  }

  void writeHeartbeat() {
    jdbc.sql("select public.relay_heartbeat()").query().singleRow();
  }

  /**
   * A slot as PostgreSQL shows it.
   *
   * @param fault why it cannot be used any more
   * @param publishedUntil what was written before this is in Kafka
   * @param unconfirmedBytes how much log lies between its confirmed position and the present
   * @param safeBytes how much more may be written before it is lost; null if there is no limit
   * @param limitBytes {@code max_slot_wal_keep_size}; null if there is no limit
   * @param outboxRows about how many rows the outbox has
   */
  record Slot(
      String name,
      boolean active,
      @Nullable String fault,
      @Nullable OffsetDateTime publishedUntil,
      @Nullable Long unconfirmedBytes,
      @Nullable Long safeBytes,
      @Nullable Long limitBytes,
      @Nullable Long outboxRows) {

    boolean isUsable() {
      return fault == null;
    }
  }
}
