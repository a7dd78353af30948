package ai.babymusic.gateway.signin.protocol;

import tools.jackson.databind.JsonNode;

/** What PostgreSQL can keep: no U+0000, no half of a surrogate pair, no infinite number. */
public final class Storable {

  private Storable() {}

  static boolean isStorable(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> isStorable(node.stringValue());
      case NUMBER -> Double.isFinite(Double.parseDouble(node.asString()));
      case ARRAY -> node.valueStream().allMatch(Storable::isStorable);
      case OBJECT ->
          node.propertyStream()
              .allMatch(entry -> isStorable(entry.getKey()) && isStorable(entry.getValue()));
      case BOOLEAN, NULL, MISSING -> true;
      case BINARY, POJO -> false; // never read from JSON text
    };
  }

  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
