package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SongNameTest {

  @Test
  void theParentsOwnNameIsKept() {
    assertThat(SongName.of("Mia", brief("Ours", "preset", "sleeping", null))).isEqualTo("Ours");
  }

  @Test
  void aPresetIsNamedAfterBabyAndOccasion() {
    assertThat(SongName.of(" Mia ", brief(null, "preset", "sleeping", null)))
        .isEqualTo("Mia’s Goodnight Lullaby");
  }

  @Test
  void aBabyWithoutNameIsBaby() {
    assertThat(SongName.of("", brief(null, "preset", "eating", null)))
        .isEqualTo("Baby’s Yummy Song");
  }

  @Test
  void aLongIdeaIsCutBetweenWords() {
    assertThat(
            SongName.of(
                "Mia",
                brief(null, "from-scratch", null, "the little red train that goes\nup the hill")))
        .isEqualTo("A song for Mia: the little red train that goes up the…");
  }

  @Test
  void anIdeaWithoutBlanksIsCutBetweenCharacters() {
    assertThat(SongName.of("Mia", brief(null, "from-scratch", null, "🎵".repeat(180))))
        .isEqualTo("A song for Mia: " + "🎵".repeat(40) + "…");
  }

  private static SongBrief brief(
      @Nullable String name, String type, @Nullable String preset, @Nullable String idea) {
    return new SongBrief(name, type, preset, null, "calm", null, "slow", false, idea);
  }
}
