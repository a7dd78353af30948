package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** How a link to audio disappoints. */
enum BrokenAudio {
  /** Gone, as a storage bucket says it. */
  @JsonProperty("missing")
  MISSING {
    @Override
    Answer instead(Answer.Told whole) {
      return Answer.text(
          404,
          "application/xml; charset=UTF-8",
          """
          <?xml version='1.0' encoding='UTF-8'?><Error><Code>NoSuchKey</Code>\
          <Message>The specified key does not exist.</Message></Error>\
          """);
    }
  },

  /** There, with nothing in it. */
  @JsonProperty("empty")
  EMPTY {
    @Override
    Answer instead(Answer.Told whole) {
      return new Answer.Told(200, whole.contentType(), Map.of(), new byte[0]);
    }
  },

  /** A page for people, with status 200. */
  @JsonProperty("html")
  HTML {
    @Override
    Answer instead(Answer.Told whole) {
      return Answer.text(
          200,
          "text/html; charset=UTF-8",
          "<!doctype html><html><head><title>Forbidden</title></head>"
              + "<body><p>This link is not for you.</p></body></html>");
    }
  },

  /** The connection is cut after half of the promised length. */
  @JsonProperty("truncated")
  TRUNCATED {
    @Override
    Answer instead(Answer.Told whole) {
      return new Answer.CutHalfway(whole);
    }
  },

  /** It comes, at 512 bytes a second. */
  @JsonProperty("slow")
  SLOW {
    @Override
    Answer instead(Answer.Told whole) {
      return new Answer.Trickle(whole, 512);
    }
  },

  /** Larger than any song. */
  @JsonProperty("too_large")
  TOO_LARGE {
    @Override
    Answer instead(Answer.Told whole) {
      return new Answer.Padded(whole, 64 << 20);
    }
  },

  /** Somewhere else, where nobody outside has any business: an address of our own network. */
  @JsonProperty("redirect_private")
  REDIRECT_PRIVATE {
    @Override
    Answer instead(Answer.Told whole) {
      return new Answer.Told(
          302, "text/plain", Map.of("Location", "http://10.0.0.1/latest/meta-data/"), new byte[0]);
    }
  },

  /** There no longer: the signature of the link has run out. */
  @JsonProperty("expired")
  EXPIRED {
    @Override
    Answer instead(Answer.Told whole) {
      return Answer.text(
          403,
          "application/xml; charset=UTF-8",
          """
          <?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code>\
          <Message>The provided token has expired.</Message></Error>\
          """);
    }
  };

  abstract Answer instead(Answer.Told whole);
}
