package ai.babymusic.worker.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelLyricsTest {

  private static final String LINE = "the little stars are standing still\n";

  @Test
  void theFirstLineIsKeptAlsoWhenItHasAColon() {
    assertThat(ModelLyrics.of("Hush now: sleep\n" + LINE.repeat(10)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("Hush now: sleep"));
  }

  @Test
  void markupAndSectionNamesAreLeftOut() {
    assertThat(ModelLyrics.of("```\n# A Title\n[Verse 1]\n**Chorus**\n" + LINE.repeat(10) + "```"))
        .hasValueSatisfying(text -> assertThat(text).isEqualTo(LINE.repeat(10).strip()));
  }

  @Test
  void whatIsTooLongEndsWithAWholeLine() {
    assertThat(ModelLyrics.of(LINE.repeat(60)))
        .hasValueSatisfying(
            text -> assertThat(text).hasSizeLessThanOrEqualTo(1000).endsWith("standing still"));
  }

  @Test
  void anAnswerThatIsNoSongIsNone() {
    assertThat(ModelLyrics.of("I cannot help with that.")).isEmpty();
    assertThat(ModelLyrics.of("")).isEmpty();
    assertThat(ModelLyrics.of("x".repeat(2000))).isEmpty();
  }
}
