package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.SongBrief;
import java.util.Optional;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

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
    } catch (RestClientResponseException e) {
      return instead(brief, "status " + e.getStatusCode().value());
    } catch (RestClientException e) {
      return instead(brief, cause(e));
    }
  }

  private Lyrics instead(SongBrief brief, String failure) {
    return new Lyrics(templates.compose(brief), "templates", failure);
  }

  /** The kind of failure; messages may quote what was sent. */
  private static String cause(RestClientException e) {
    return "no answer: " + NestedExceptionUtils.getMostSpecificCause(e).getClass().getSimpleName();
  }
}
