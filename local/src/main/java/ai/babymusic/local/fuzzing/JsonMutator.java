package ai.babymusic.local.fuzzing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Changes what a JSON text says, and leaves it JSON. */
final class JsonMutator {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_CHANGES = 4;
  private static final int DEEPEST = 5_000;
  private static final int MOST_DIGITS = 5_000;

  /** Escapes whatever is not ASCII: only so can half a surrogate pair be sent. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Chance chance;

  JsonMutator(Chance chance) {
    this.chance = chance;
  }

  /** The sample with one or a few changes, anywhere in it. */
  String mutated(JsonNode sample) {
    JsonNode changed = sample.deepCopy();
    for (int changes = 1 + chance.below(MOST_CHANGES); changes > 0; changes--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(changed, containers);
      changed = containers.isEmpty() || chance.oneIn(40) ? anything() : in(changed, containers);
    }
    if (changed instanceof ObjectNode object && !object.isEmpty() && chance.oneIn(8)) {
      twice(object, chance.of(List.copyOf(object.propertyNames())));
    }
    return JSON.writeValueAsString(changed);
  }

  private JsonNode in(JsonNode root, List<JsonNode> containers) {
    switch (chance.of(containers)) {
      case ObjectNode object -> change(object);
      case ArrayNode array -> change(array);
      default -> throw new IllegalStateException("only objects and arrays hold something");
    }
    return root;
  }

  private void change(ObjectNode object) {
    List<String> names = List.copyOf(object.propertyNames());
    String name = names.isEmpty() ? HostileText.any(chance) : chance.of(names);
    switch (chance.below(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(HostileText.any(chance), anything());
      case 2 -> object.set(HostileText.any(chance), object.path(name).deepCopy());
      case 3 -> object.set(name, wrapped(object.path(name)));
      default -> object.set(name, anything());
    }
  }

  private void change(ArrayNode array) {
    if (array.isEmpty() || chance.oneIn(4)) {
      array.add(anything());
    } else if (chance.oneIn(3)) {
      array.remove(chance.below(array.size()));
    } else {
      array.set(chance.below(array.size()), anything());
    }
  }

  /** The same name a second time in one object, as no tree can hold it: the last change of all. */
  private void twice(ObjectNode object, String name) {
    String text = JSON.writeValueAsString(object.path(name));
    object.set(name, raw(text + "," + JSON.writeValueAsString(name) + ":" + text));
  }

  private JsonNode wrapped(JsonNode value) {
    return chance.oneIn(2)
        ? NODES.arrayNode().add(value.deepCopy())
        : NODES.objectNode().set("data", value.deepCopy());
  }

  private JsonNode anything() {
    return switch (chance.below(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(chance.oneIn(2));
      case 2 -> NODES.numberNode(chance.number() >> chance.below(64));
      case 3 -> raw(number());
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.objectNode();
      case 6 -> raw(deep(chance.upTo(DEEPEST)));
      default -> NODES.stringNode(HostileText.any(chance));
    };
  }

  private String number() {
    return chance.of(
        "-0",
        "0.1e1",
        "1e400",
        "-1E-400",
        "1e2147483648",
        "1e99999999999",
        "9007199254740993",
        "9".repeat(1 + chance.upTo(MOST_DIGITS)),
        "0." + "3".repeat(1 + chance.upTo(MOST_DIGITS)));
  }

  private String deep(int levels) {
    return chance.oneIn(2)
        ? "[".repeat(levels) + "1" + "]".repeat(levels)
        : "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static JsonNode raw(String json) {
    return NODES.rawValueNode(new RawValue(json));
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(inner -> collect(inner, containers));
    }
  }
}
