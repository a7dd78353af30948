package ai.babymusic.gateway.profile;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.ProfileRow;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One user's profile, within a transaction that {@code jdbc} takes part in. */
record ProfileTable(JdbcClient jdbc, UUID user) {

  Optional<Profile> find() {
    return jdbc.sql(
            """
            select public.profile_shown(p) as profile, p.email from public.profiles p
            where p.id = :user
            """)
        .param("user", user)
        .query((row, number) ->
            new Profile(
                EventCodec.JSON.readValue(row.getString("profile"), ProfileRow.class),
                row.getString("email")))
        .optional();
  }

  /** A column that the patch does not name keeps its value: it is taken from the row itself. */
  void change(ProfilePatch patch) {
    jdbc.sql(
            """
            update public.profiles p
            set (name, baby_name, birth_month, birth_year, age_group, gender,
                 preferred_language, timezone)
              = (select n.name, n.baby_name, n.birth_month, n.birth_year, n.age_group, n.gender,
                        n.preferred_language, n.timezone
                 from jsonb_populate_record(p, :changes::jsonb) n)
            where p.id = :user
            """)
        .param("changes", patch.changes().toString())
        .param("user", user)
        .update();
  }

  boolean isTimeZone(String name) {
    return jdbc.sql("select exists (select from public.time_zones where name = ?)")
        .param(name)
        .query(Boolean.class)
        .single();
  }
}
