package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.SongBrief;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes lyrics, always: if the model cannot, from our own templates. */
@Component
class Lyricist {

  private final LanguageModel model;
  private final TemplateLyrics templates;

  Lyricist(LanguageModel model, TemplateLyrics templates) {
    this.model = model;
    this.templates = templates;
  }

  Lyrics write(SongBrief brief) {
    if (!model.available()) {
      return new Lyrics(templates.compose(brief), "templates", null);
    }
    try {
      Optional<String> written =
          ModelLyrics.of(model.answer(LyricPrompt.RULES, LyricPrompt.of(brief)));
      return written
          .map(text -> new Lyrics(text, "model", null))
          .orElseGet(() -> instead(brief, "the answer is not a song"));
    } catch (NoAnswer e) {
      return instead(brief, e.why());
    }
  }

  private Lyrics instead(SongBrief brief, String failure) {
    return new Lyrics(templates.compose(brief), "templates", failure);
  }
}
