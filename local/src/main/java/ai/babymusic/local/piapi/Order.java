package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client asked for, as it asked for it.
 *
 * @param serviceMode {@code public}, {@code private} or empty
 * @param endpoint where webhooks go; empty: nowhere
 * @param secret what they carry; may be empty
 */
record Order(
    Model model,
    String taskType,
    ObjectNode input,
    String serviceMode,
    String endpoint,
    String secret) {

  /** The client's own title, which the provider's songs do not bear. */
  @JsonIgnore
  String title() {
    return Json.text(input, "title");
  }

  @JsonIgnore
  String prompt() {
    for (String member : new String[] {"gpt_description_prompt", "style_prompt", "prompt"}) {
      if (!Json.text(input, member).isEmpty()) {
        return Json.text(input, member);
      }
    }
    return "";
  }

  /** The lyrics to sing; older clients of music-u send them as {@code prompt}. */
  @JsonIgnore
  String lyrics() {
    String lyrics = Json.text(input, "lyrics");
    boolean own = Json.text(input, "lyrics_type").equals("user");
    return own && lyrics.isEmpty() ? Json.text(input, "prompt") : lyrics;
  }
}
