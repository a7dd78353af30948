package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.problems.InvalidField;
import ai.babymusic.schemas.events.EventCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SongBriefTest {

  @Test
  void aPresetNeedsNothingElse() {
    assertThat(brief("{'song_type':'preset','preset_type':'eating'}").presetType())
        .isEqualTo("eating");
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(brief("{'song_type':'preset','preset_type':'eating','status':'ready'}"))
        .isEqualTo(brief("{'song_type':'preset','preset_type':'eating'}"));
  }

  @Test
  void nullIsTheSameAsAbsent() {
    assertThat(brief("{'song_type':'preset','preset_type':'eating','name':null,'mood':null}"))
        .isEqualTo(brief("{'song_type':'preset','preset_type':'eating'}"));
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    assertThat(idea("🎵".repeat(180)).userLyricInput()).isEqualTo("🎵".repeat(180));
    assertThatThrownBy(() -> idea("🎵".repeat(181)))
        .hasMessage("user_lyric_input must have at most 180 characters");
  }

  @Test
  void surroundingBlanksAreNoPartOfAnIdea() {
    assertThat(idea(" \\n\\u00a0a train \\u200b").userLyricInput()).isEqualTo("a train");
  }

  @Test
  void anEmptyIdeaIsNoneWhereNoneIsNeeded() {
    assertThat(
            brief("{'song_type':'theme','theme':'indianClassical','user_lyric_input':' '}")
                .userLyricInput())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\\u00a0", "\\u200b\\u2060", "\\ufeff"})
  void aBlankIdeaIsRefusedWhereOneIsNeeded(String blank) {
    assertThatThrownBy(() -> idea(blank))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("user_lyric_input must not be blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "\\ud800", "a\\udc00", "\\udc00\\ud800"})
  void whatPostgresRefusesIsRefused(String text) {
    assertThatThrownBy(() -> idea(text)).isInstanceOf(InvalidField.class);
  }

  @Test
  void theSameBriefHasTheSameHashInAnyOrderOfFields() {
    assertThat(
            brief("{'preset_type':'eating','song_type':'preset','is_instrumental':false}").hash())
        .isEqualTo(brief("{'song_type':'preset','preset_type':'eating'}").hash())
        .isNotEqualTo(brief("{'song_type':'preset','preset_type':'playing'}").hash());
  }

  private static SongBrief idea(String idea) {
    return brief(
        "{'song_type':'from-scratch','mood':'calm','tempo':'slow','user_lyric_input':'"
            + idea
            + "'}");
  }

  private static SongBrief brief(String json) {
    return SongBrief.parse(EventCodec.JSON.readTree(json.replace('\'', '"')));
  }
}
