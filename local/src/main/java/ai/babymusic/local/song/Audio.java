package ai.babymusic.local.song;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Fetched audio that was decoded, so it plays.
 *
 * @param format as its bytes say, not its name
 * @param bytes its size as fetched
 * @param length how long the decoded sound lasts
 */
record Audio(String format, int bytes, Duration length) {

  /** Fetches and decodes what lies at {@code url}. */
  static Audio fetch(HttpClient client, URI url) throws SongFailed, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response =
          client.send(
              HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new SongFailed("the audio cannot be fetched: " + e.getMessage(), e);
    }
    if (response.statusCode() != 200) {
      throw new SongFailed("the audio's URL answered " + response.statusCode());
    }
    return decode(response.body());
  }

  /** Decodes all of it: a header alone proves nothing. */
  static Audio decode(byte[] bytes) throws SongFailed {
    if (bytes.length == 0) {
      throw new SongFailed("the audio is empty");
    }
    try (AudioInputStream encoded =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
      AudioFormat format = encoded.getFormat();
      float rate = format.getSampleRate();
      AudioFormat plain = new AudioFormat(rate, 16, format.getChannels(), true, false);
      long decoded = 0;
      long loudest = 0;
      try (AudioInputStream sound = AudioSystem.getAudioInputStream(plain, encoded)) {
        byte[] buffer = new byte[64 << 10];
        for (int read = sound.read(buffer); read >= 0; read = sound.read(buffer)) {
          decoded += read;
          for (int i = 1; i < read; i += 2) {
            loudest = Math.max(loudest, Math.abs((int) buffer[i]));
          }
        }
      }
      if (decoded == 0 || loudest == 0) {
        throw new SongFailed("the audio has no sound in it");
      }
      double seconds = decoded / (2.0 * plain.getChannels() * rate);
      return new Audio(
          format.getEncoding().toString().endsWith("L3") ? "MP3" : format.getEncoding().toString(),
          bytes.length,
          Duration.ofMillis(Math.round(seconds * 1000)));
    } catch (UnsupportedAudioFileException | IllegalArgumentException | IOException e) {
      throw new SongFailed("what was fetched is not audio: " + e.getMessage(), e);
    }
  }
}
