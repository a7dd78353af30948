package ai.babymusic.local.song;

import ai.babymusic.local.song.SongStream.Arrival;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * From an account to audio that plays, through the public API alone.
 *
 * @param gateway the system to try
 * @param provider PIAPI or its simulator, asked when its last callback went out
 * @param accessToken whose song it becomes; null makes a fresh account for it
 */
public record SongRun(
    URI gateway, URI provider, @Nullable String accessToken, PrintStream out, boolean terminal) {

  /** The simulator takes 6 s, the real provider up to 3 minutes, and one retry may be needed. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Map<String, String> BRIEF =
      Map.of(
          "name", "Mia's Bedtime Lullaby",
          "song_type", "preset",
          "preset_type", "sleeping",
          "mood", "calm",
          "tempo", "slow",
          "voice_type", "softFemale");

  /**
   * Makes one song and tells its story.
   *
   * @return where its audio can be fetched
   */
  public URI make() throws SongFailed, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Gateway api = new Gateway(gateway, client);
      String token = accessToken == null ? api.signUp() : accessToken;
      try (SongStream stream = new SongStream(gateway, token, LONGEST)) {
        Executor later =
            CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(stream::close);
        awaitOpen(stream);
        Song requested = api.requestSong(token, BRIEF);
        out.printf("Making \"%s\"%n", requested.name());
        State ready = follow(stream, api, token, requested);
        return report(client, ready);
      }
    }
  }

  private record State(Song song, Instant at) {}

  private static void awaitOpen(SongStream stream) throws SongFailed {
    Arrival arrival = stream.next();
    while (!(arrival instanceof Arrival.Opened)) {
      arrival = stream.next();
    }
  }

  private State follow(SongStream stream, Gateway api, String token, Song requested)
      throws SongFailed, InterruptedException {
    UUID id = requested.id();
    State latest = new State(requested, Instant.now());
    try (Display display = new Display(out, terminal, requested)) {
      while (true) {
        latest =
            switch (stream.next()) {
              case Arrival.Opened opened -> latest;
              case Arrival.Changed(Song song, Instant at) ->
                  song.id().equals(id) ? new State(song, at) : latest;
              case Arrival.Reset reset -> new State(api.song(token, id), Instant.now());
            };
        display.show(latest.song());
        if (latest.song().isReady()) {
          return latest;
        }
        if (latest.song().hasEnded()) {
          throw new SongFailed(
              "the song is " + latest.song().status() + ": " + latest.song().error());
        }
      }
    }
  }

  private URI report(HttpClient client, State ready) throws SongFailed, InterruptedException {
    Song song = ready.song();
    if (song.audioUrl() == null) {
      throw new SongFailed("the song is ready but has no audio_url");
    }
    URI url = URI.create(song.audioUrl());
    Audio audio = Audio.fetch(client, url);
    out.printf("%n  \"%s\"%n", song.name());
    if (song.lyrics() != null) {
      song.lyrics().lines().filter(line -> !line.isBlank()).limit(6).forEach(this::lyric);
    }
    out.printf(
        "%n  audio   %s, %d KiB, plays %d s%n          %s%n",
        audio.format(), audio.bytes() / 1024, audio.length().toSeconds(), url);
    new ProviderTasks(provider, client)
        .lastWebhook(song.generationId(), ready.at())
        .ifPresent(sent ->
            out.printf(
                "  live    %d ms from the provider's last webhook to the event on screen%n",
                Duration.between(sent, ready.at()).toMillis()));
    out.flush();
    return url;
  }

  private void lyric(String line) {
    out.println("    " + line);
  }
}
