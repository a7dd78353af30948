package ai.babymusic.worker.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.generations.SongBrief;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateLyricsTest {

  private final TemplateLyrics templates = new TemplateLyrics();

  @Test
  void everySongFitsTheProviderWhateverTheNameAndTheIdea() {
    for (String subject : Subject.ALL) {
      for (String name : List.of("Bo", "Maximiliana", "x".repeat(100))) {
        for (String idea : List.of("", "her first steps in grandma's garden", "y".repeat(180))) {
          for (long seed = 0; seed < 40; seed++) {
            String lyrics = templates.compose(brief(subject, name, "girl", idea, seed));
            assertThat(lyrics)
                .contains(name)
                .hasSizeBetween(TemplateLyrics.SHORTEST, TemplateLyrics.LONGEST);
            assertThat(lyrics).doesNotContain("{", "}");
            if (!idea.isEmpty()) {
              assertThat(lyrics).contains(idea);
            }
          }
        }
      }
    }
  }

  @Test
  void twoSongsDifferAndTheSameSeedGivesTheSameSong() {
    Set<String> songs = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      songs.add(templates.compose(brief("sleeping", "Mira", "girl", "", seed * 7919)));
    }
    assertThat(songs).hasSizeGreaterThan(30);
    assertThat(templates.compose(brief("eating", "Mira", null, "", 5)))
        .isEqualTo(templates.compose(brief("eating", "Mira", null, "", 5)));
  }

  @Test
  void aBabyWithoutANameIsSungToAllTheSame() {
    assertThat(templates.compose(brief("calm", null, null, "", 1))).contains("little one");
  }

  private static SongBrief brief(
      String subject, @Nullable String name, @Nullable String gender, String idea, long seed) {
    return new SongBrief(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "A song",
        "preset",
        subject,
        subject,
        subject,
        null,
        null,
        false,
        idea,
        null,
        name,
        gender,
        null,
        "en",
        seed);
  }
}
