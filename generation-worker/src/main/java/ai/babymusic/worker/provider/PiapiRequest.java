package ai.babymusic.worker.provider;

import ai.babymusic.worker.settings.WorkerSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The body of a create call, within PiAPI's limits. */
final class PiapiRequest {

  private static final int LONGEST_LYRICS = 1000;
  private static final int LONGEST_TITLE = 80;
  private static final int LONGEST_STYLE = 2000;

  /** What no baby should wake up to; at most 100 characters. */
  private static final String UNWANTED =
      "metal, screaming, distorted guitar, harsh, aggressive, scary";

  private PiapiRequest() {}

  static Map<String, Object> of(SongOrder order, WorkerSettings.Piapi settings) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("gpt_description_prompt", cut(order.style(), LONGEST_STYLE));
    input.put("lyrics_type", order.lyrics() == null ? "instrumental" : "user");
    if (order.lyrics() != null) {
      input.put("lyrics", cut(order.lyrics(), LONGEST_LYRICS));
    }
    input.put("negative_tags", UNWANTED);
    input.put("seed", -1);
    input.put("title", cut(order.title(), LONGEST_TITLE));
    return Map.of(
        "model",
        settings.model(),
        "task_type",
        settings.taskType(),
        "input",
        input,
        "config",
        Map.of(
            "webhook_config",
            Map.of("endpoint", order.callback().toString(), "secret", order.secret())));
  }

  /** At most {@code longest} UTF-16 units, without half a character at the end. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
