package ai.babymusic.ingest;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a stranger's JSON fit to keep: without characters that PostgreSQL and UTF-8 refuse, and
 * without the secrets of its own callback, wherever in a name or value they stand.
 */
record CleanText(Collection<String> secrets) {

  private static final String BLOTTED = "********";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  JsonNode of(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        ObjectNode clean = NODES.objectNode();
        object.forEachEntry((name, value) -> clean.set(of(name), of(value)));
        yield clean;
      }
      case ArrayNode array -> {
        List<JsonNode> clean = array.valueStream().map(this::of).toList();
        yield NODES.arrayNode(clean.size()).addAll(clean);
      }
      case JsonNode text when text.isString() -> NODES.stringNode(of(text.stringValue()));
      case JsonNode number when number.isNumber() && holdsSecret(number.asString()) ->
          NODES.stringNode(BLOTTED);
      case JsonNode other -> other;
    };
  }

  /** Strips first: a secret torn apart by U+0000 would be whole afterwards. */
  String of(String text) {
    String clean = text.codePoints().allMatch(CleanText::isKept) ? text : stripped(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, BLOTTED);
    }
    return clean;
  }

  private boolean holdsSecret(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  private static String stripped(String text) {
    return text.codePoints()
        .filter(CleanText::isKept)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Within {@code codePoints()} only a lone surrogate is still one. */
  private static boolean isKept(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
