package ai.babymusic.systemtests.contracts;

import java.sql.SQLException;
import java.util.UUID;

/** An account of its own for a test, made and used as the services do it. */
record Family(UUID user) {

  static Family signedUp() throws SQLException {
    UUID user = UUID.randomUUID();
    try (RoleSession auth = RoleSession.as("gateway_auth")) {
      auth.update(
          """
          insert into auth.users (id, email, raw_user_meta_data)
          values (?, ?, '{"baby_name": "Mila", "timezone": "Europe/Berlin"}')
          """,
          user,
          user + "@example.org");
    }
    return new Family(user);
  }

  /** A song that waits to be made, with its first attempt. */
  UUID requestsSong() throws SQLException {
    UUID song = UUID.randomUUID();
    try (RoleSession gateway = RoleSession.gatewayFor(user)) {
      gateway.together(() -> {
        insertSong(gateway, song);
        gateway.one(UUID.class, "select public.request_generation(?)", song);
      });
    }
    return song;
  }

  void insertSong(RoleSession gateway, UUID song) {
    gateway.update(
        """
        insert into public.songs (id, user_id, name, song_type, preset_type, mood, voice_type, tempo)
        values (?, ?, 'Mila sleeps', 'preset', 'sleeping', 'calm', 'softFemale', 'slow')
        """,
        song,
        user);
  }

  UUID generationOf(UUID song) throws SQLException {
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      return worker.one(UUID.class, "select generation_id from public.songs where id = ?", song);
    }
  }

  void status(UUID song, String status) throws SQLException {
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      worker.update(
          "update public.songs set status = ?, error = 'It did not work.', retryable = true where"
              + " id = ?",
          status,
          song);
    }
  }

  /** The worker makes it ready, with one variation. */
  void isGivenAudio(UUID song) throws SQLException {
    UUID generation = generationOf(song);
    String location = "s3://baby-music/" + user + "/" + song + "/" + generation;
    try (RoleSession worker = RoleSession.as("generation_worker")) {
      worker.together(() -> {
        worker.update(
            """
            insert into public.song_variations
              (song_id, user_id, generation_id, provider_id, title, audio_url, duration_seconds)
            values (?, ?, ?, 'second', 'Paper Boats', ?, 128.04)
            on conflict (generation_id, provider_id) do nothing
            """,
            song,
            user,
            generation,
            location + "-2.mp3");
        worker.update(
            """
            update public.songs
            set status = 'ready', audio_url = ?, duration_seconds = 131.114666666667,
                lyrics = 'La la', ready_at = now()
            where id = ?
            """,
            location + "-1.mp3",
            song);
      });
    }
  }
}
