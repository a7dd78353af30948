package ai.babymusic.relay;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which PostgreSQL this is. A dump read into another cluster changes the identifier; a backup that
 * was rolled forward, or a standby that was promoted, begins a timeline.
 */
record Place(long systemIdentifier, int timeline) {

  static Place of(JdbcClient jdbc) {
    // The control file tells the timeline of the last checkpoint, which may be the one before.
    return jdbc.sql(
            """
            select system_identifier,
                   ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
            from pg_control_system()
            """)
        .query(Place.class)
        .single();
  }
}
