package ai.babymusic.local.piapi;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fault and whom it hits; in JSON one flat object. */
record FaultRule(Fault fault, Scope scope) {

  private static final List<String> SCOPE = List.of("next", "marker", "share", "seed", "seen");

  /**
   * Without any of these the fault hits every task until the faults are cleared.
   *
   * @param next only this many more
   * @param marker only tasks whose title or prompt contains this
   * @param share only this part of them, 0 to 1
   * @param seed decides which they are
   * @param seen how many were looked at so far
   */
  record Scope(
      @Nullable Integer next,
      @Nullable String marker,
      @Nullable Double share,
      @Nullable Long seed,
      @Nullable Integer seen) {

    boolean concerns(Order order) {
      return (next == null || next > 0)
          && (marker == null || order.title().contains(marker) || order.prompt().contains(marker));
    }

    boolean hits() {
      long base = seed == null ? 0 : seed;
      return share == null || new SplittableRandom(base * 31 + count()).nextDouble() < share;
    }

    Scope afterOne() {
      return new Scope(next == null ? null : next - 1, marker, share, seed, count() + 1);
    }

    private int count() {
      return seen == null ? 0 : seen;
    }
  }

  static FaultRule read(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("a rule must be an object");
    }
    ObjectNode fault = object.deepCopy();
    ObjectNode scope = Json.MAPPER.createObjectNode();
    for (String name : SCOPE) {
      JsonNode value = fault.remove(name);
      if (value != null) {
        scope.set(name, value);
      }
    }
    return new FaultRule(
        Json.MAPPER.treeToValue(fault, Fault.class), Json.MAPPER.treeToValue(scope, Scope.class));
  }

  ObjectNode json() {
    ObjectNode json = Json.MAPPER.valueToTree(fault);
    json.setAll(Json.MAPPER.<ObjectNode>valueToTree(scope));
    return json;
  }
}
