package ai.babymusic.local.piapi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LullabyTest {

  @ParameterizedTest
  @ValueSource(ints = {1024, 5000, 65_536, 400_000})
  void fileHasTheSizeAndTheDurationThatItsShapePromises(int targetBytes) {
    Mp3Shape shape = Mp3Shape.ofSize(targetBytes);

    byte[] mp3 = new Lullaby(7, shape).mp3();

    assertThat(mp3).hasSize(shape.bytes()).hasSizeLessThanOrEqualTo(targetBytes);
    Mp3Frames frames = Mp3Frames.of(mp3);
    assertThat(frames.count()).isEqualTo(shape.frames());
    assertThat(frames.seconds()).isCloseTo(shape.seconds(), within(1e-6));
  }

  @Test
  void aLargeFileIsLongAndRich() {
    assertThat(Mp3Shape.ofSize(65_536)).isEqualTo(new Mp3Shape(32, 682));
    assertThat(Mp3Shape.ofSize(2_100_000)).isEqualTo(new Mp3Shape(128, 5468));
  }

  @Test
  void sameSeedSameFileOtherSeedOtherFile() {
    Mp3Shape shape = Mp3Shape.ofSize(8192);

    assertThat(new Lullaby(1, shape).mp3()).isEqualTo(new Lullaby(1, shape).mp3());
    assertThat(new Lullaby(1, shape).mp3()).isNotEqualTo(new Lullaby(2, shape).mp3());
  }
}
