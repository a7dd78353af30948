package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-99, bytes 0-99/1000",
    "bytes=990-, bytes 990-999/1000",
    "bytes=-10, bytes 990-999/1000",
    "bytes=-5000, bytes 0-999/1000",
    "bytes=0-99999, bytes 0-999/1000",
  })
  void readsOneRange(String header, String contentRange) {
    assertThat(ByteRange.of(header, 1000))
        .map(range -> range.contentRange(1000))
        .contains(contentRange);
  }

  @Test
  void aRangeBehindTheEndIsEmpty() {
    assertThat(ByteRange.of("bytes=1000-", 1000)).isEmpty();
    assertThat(ByteRange.of("bytes=-0", 1000)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"})
  void otherHeadersAreIgnored(String header) {
    assertThat(ByteRange.asked(header)).isFalse();
  }
}
