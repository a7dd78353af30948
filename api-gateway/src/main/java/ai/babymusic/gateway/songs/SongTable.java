package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.input.Cursor;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.events.SongVariationRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;

/** One user's songs, within a transaction that {@code jdbc} takes part in. */
record SongTable(JdbcClient jdbc, UUID user) {
  private static final TypeReference<List<SongVariationRow>> VARIATIONS = new TypeReference<>() {};

  private static final String SHOWN =
      """
      select public.song_shown(s) as song, coalesce(
        (select jsonb_agg(public.song_variation_shown(v) order by v.created_at, v.id)
         from public.song_variations v where v.song_id = s.id), '[]') as variations
      from public.songs s
      """;

  Optional<Song> find(UUID id) {
    return own(SHOWN + "where s.id = :id and s.user_id = :user")
        .param("id", id)
        .query(SongTable::read)
        .optional();
  }

  /** Newest first. */
  List<Song> page(PageRequest request, int limit) {
    Cursor after = request.after();
    return own(SHOWN
            + """
            where s.user_id = :user
              and (:status::text is null or s.status = :status)
              and (:favorite::boolean is null or s.is_favorite = :favorite)
              and (:createdAt::timestamptz is null or (s.created_at, s.id) < (:createdAt, :id))
            order by s.created_at desc, s.id desc
            limit :limit
            """)
        .param("status", request.status())
        .param("favorite", request.favorite())
        .param("createdAt", after == null ? null : after.atUtc())
        .param("id", after == null ? null : after.id())
        .param("limit", limit)
        .query(SongTable::read)
        .list();
  }

  void insert(UUID id, String name, SongBrief brief) {
    own("""
    insert into public.songs (id, user_id, name, song_type, preset_type, theme, mood, voice_type,
                              tempo, is_instrumental, user_lyric_input)
    values (:id, :user, :name, :songType, :presetType, :theme, :mood, :voiceType,
            :tempo, :isInstrumental, :userLyricInput)
    """)
        .param("id", id)
        .param("name", name)
        .param("songType", brief.songType())
        .param("presetType", brief.presetType())
        .param("theme", brief.theme())
        .param("mood", brief.mood())
        .param("voiceType", brief.voiceType())
        .param("tempo", brief.tempo())
        .param("isInstrumental", brief.isInstrumental())
        .param("userLyricInput", brief.userLyricInput())
        .update();
  }

  /** An update that changes nothing would still move {@code updated_at}. */
  void change(UUID id, SongPatch patch) {
    own("""
    update public.songs s
    set name = coalesce(:name, s.name), is_favorite = coalesce(:favorite, s.is_favorite)
    where s.id = :id and s.user_id = :user
      and (s.name, s.is_favorite)
        is distinct from (coalesce(:name, s.name), coalesce(:favorite, s.is_favorite))
    """)
        .param("id", id)
        .param("name", patch.name())
        .param("favorite", patch.isFavorite())
        .update();
  }

  /**
   * What it is then; empty when there is no such song. Of two at once, the second turns it back.
   */
  Optional<Boolean> toggleFavorite(UUID id) {
    return own("""
    update public.songs set is_favorite = not is_favorite where id = :id and user_id = :user
    returning is_favorite
    """)
        .param("id", id)
        .query(Boolean.class)
        .optional();
  }

  boolean delete(UUID id) {
    return own("delete from public.songs where id = :id and user_id = :user")
            .param("id", id)
            .update()
        == 1;
  }

  /** Changes nothing when the song's task may be submitted already. */
  void cancel(UUID id) {
    jdbc.sql("select public.cancel_song(:id)").param("id", id).query(Boolean.class).single();
  }

  /** The baby's name, maybe blank; empty when the user has no profile any more. */
  Optional<String> babyName() {
    return own("select coalesce(baby_name, '') from public.profiles where id = :user")
        .query(String.class)
        .optional();
  }

  /** Where the user's changes stood; empty before the first. */
  Optional<String> lastEventId() {
    return own("select epoch || '.' || last from public.change_positions where user_id = :user")
        .query(String.class)
        .optional();
  }

  private StatementSpec own(String sql) {
    return jdbc.sql(sql).param("user", user);
  }

  private static Song read(ResultSet row, int number) throws SQLException {
    return new Song(
        EventCodec.JSON.readValue(row.getString("song"), SongRow.class),
        EventCodec.JSON.readValue(row.getString("variations"), VARIATIONS),
        null);
  }

  /** What a page is of. */
  record PageRequest(@Nullable String status, @Nullable Boolean favorite, @Nullable Cursor after) {}
}
