package ai.babymusic.local.song;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.babymusic.local.piapi.audio.Lullaby;
import ai.babymusic.local.piapi.audio.Mp3Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class AudioTest {

  @Test
  void soundIsDecodedToItsEnd() throws Exception {
    assertThat(Audio.decode(wave(1000)).length()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theSimulatorsMp3Plays() throws Exception {
    Mp3Shape shape = Mp3Shape.ofSize(64 << 10);
    Audio audio = Audio.decode(new Lullaby(7, shape).mp3());
    assertThat(audio.format()).isEqualTo("MP3");
    assertThat(audio.length().toMillis() / 1000.0).isCloseTo(shape.seconds(), within(0.2));
  }

  @Test
  void anErrorPageIsNotAudio() {
    byte[] page = "<html>not found</html>".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Audio.decode(page)).hasMessageContaining("is not audio");
  }

  @Test
  void silenceIsNotASong() {
    assertThatThrownBy(() -> Audio.decode(wave(0))).hasMessage("the audio has no sound in it");
  }

  @Test
  void nothingIsNotAudio() {
    assertThatThrownBy(() -> Audio.decode(new byte[0])).hasMessage("the audio is empty");
  }

  private static byte[] wave(int loudness) throws IOException {
    int samples = 2 * 8000;
    byte[] sound = new byte[samples * 2];
    for (int i = 0; i < samples; i++) {
      int sample = (int) (loudness * Math.sin(i / 8.0));
      sound[2 * i] = (byte) sample;
      sound[2 * i + 1] = (byte) (sample >> 8);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(sound), format, samples),
        AudioFileFormat.Type.WAVE,
        file);
    return file.toByteArray();
  }
}
