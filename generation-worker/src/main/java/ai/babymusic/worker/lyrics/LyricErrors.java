package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.SongBrief;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code lyric_generation_errors}: songs that had to do with our own lyrics. */
@Component
class LyricErrors {

  private final JdbcClient jdbc;

  LyricErrors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(SongBrief brief, String message) {
    jdbc.sql(
            """
            insert into lyric_generation_errors
              (song_id, user_id, error_message, theme, mood, preset_type, song_type, has_user_input)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(brief.songId())
        .param(brief.userId())
        .param(message)
        .param(brief.theme())
        .param(brief.mood())
        .param(brief.presetType())
        .param(brief.songType())
        .param(brief.userLyricInput() != null)
        .update();
  }
}
