package ai.babymusic.worker.generations;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Songs and their variations, as far as the worker may touch them. A song follows its present
 * attempt only, and only forward; older attempts can add, never overwrite.
 */
@Component
public class Songs {

  private final JdbcClient jdbc;

  Songs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SongState> find(UUID id) {
    return jdbc.sql("select id, status, generation_id from songs where id = ?")
        .param(id)
        .query(SongState.class)
        .optional();
  }

  Optional<SongState> lock(UUID id, UUID userId) {
    return jdbc.sql(
            """
            select id, status, generation_id from songs where id = ? and user_id = ?
            for no key update
            """)
        .params(id, userId)
        .query(SongState.class)
        .optional();
  }

  public boolean exists(UUID id) {
    return find(id).isPresent();
  }

  /** What the song shall be like; empty if it has been deleted. */
  public Optional<SongBrief> brief(Generation generation) {
    return jdbc.sql(
            """
            select s.id as song_id, s.user_id, s.name, s.song_type, s.preset_type, s.theme, s.mood,
                   s.voice_type, s.tempo, s.is_instrumental as instrumental, s.user_lyric_input,
                   s.lyrics, p.baby_name, p.gender, p.age_group, p.preferred_language as language,
                   :seed::bigint as seed
            from songs s join profiles p on p.id = s.user_id
            where s.id = :song
            """)
        .param("song", generation.songId())
        .param("seed", generation.id().getLeastSignificantBits())
        .query(SongBrief.class)
        .optional();
  }

  public void writingLyrics(Generation generation) {
    follow(
        generation,
        "update songs set status = 'writing_lyrics' where id = ? and generation_id = ? and status ="
            + " 'queued'");
  }

  public void lyrics(Generation generation, String lyrics) {
    jdbc.sql(
            """
            update songs set lyrics = ?
            where id = ? and generation_id = ? and status in ('queued', 'writing_lyrics')
            """)
        .params(lyrics, generation.songId(), generation.id())
        .update();
  }

  public void composing(Generation generation) {
    follow(
        generation,
        """
        update songs set status = 'composing'
        where id = ? and generation_id = ? and status in ('queued', 'writing_lyrics')
        """);
  }

  /** The provider's name for what is being made; kept for whoever looks for it there. */
  public void task(Generation generation, @Nullable String taskId) {
    jdbc.sql("update songs set task_id = ? where id = ? and generation_id = ?")
        .param(taskId)
        .param(generation.songId())
        .param(generation.id())
        .update();
  }

  /** From failed too: a late success beats an earlier failure. */
  public void storing(Generation generation) {
    follow(
        generation,
        """
        update songs set status = 'storing', error = null, retryable = false
        where id = ? and generation_id = ? and status not in ('storing', 'ready', 'cancelled')
        """);
  }

  /** It has not failed if an earlier attempt has brought a take: that is the song then. */
  public void failed(Generation generation, String error, boolean retryable) {
    if (promoted(generation)) {
      return;
    }
    jdbc.sql(
            """
            update songs set status = 'failed', error = ?, retryable = ?
            where id = ? and generation_id = ? and status not in ('ready', 'failed', 'cancelled')
            """)
        .params(error, retryable, generation.songId(), generation.id())
        .update();
  }

  private boolean promoted(Generation generation) {
    return jdbc.sql(
                """
                with oldest as (
                  delete from song_variations where id = (
                    select v.id from song_variations v join songs s on s.id = v.song_id
                    where s.id = ? and s.generation_id = ?
                      and s.status not in ('ready', 'failed', 'cancelled')
                    order by v.created_at, v.audio_url
                    limit 1)
                  returning song_id, audio_url, duration_seconds)
                update songs s
                set status = 'ready', audio_url = o.audio_url,
                    duration_seconds = o.duration_seconds, error = null, retryable = false,
                    ready_at = clock_timestamp()
                from oldest o where s.id = o.song_id
                """)
            .params(generation.songId(), generation.id())
            .update()
        == 1;
  }

  /** The song can be played. */
  public void ready(UUID id, String audioUrl, @Nullable Double seconds) {
    jdbc.sql(
            """
            update songs
            set status = 'ready', audio_url = ?, duration_seconds = ?, error = null,
                retryable = false, ready_at = clock_timestamp()
            where id = ? and status not in ('ready', 'cancelled')
            """)
        .param(audioUrl)
        .param(seconds)
        .param(id)
        .update();
  }

  /** Another take of the song; the same one is added once. */
  public void addVariation(
      Generation generation,
      String providerId,
      @Nullable String title,
      String audioUrl,
      @Nullable Double seconds) {
    jdbc.sql(
            """
            insert into song_variations
              (song_id, user_id, generation_id, provider_id, title, audio_url, duration_seconds)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (generation_id, provider_id) do nothing
            """)
        .param(generation.songId())
        .param(generation.userId())
        .param(generation.id())
        .param(providerId)
        .param(title)
        .param(audioUrl)
        .param(seconds)
        .update();
  }

  private void follow(Generation generation, String sql) {
    jdbc.sql(sql).params(generation.songId(), generation.id()).update();
  }
}
