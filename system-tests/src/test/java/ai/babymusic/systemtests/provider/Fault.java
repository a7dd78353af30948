package ai.babymusic.systemtests.provider;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A song whose provider misbehaves.
 *
 * @param name of the row
 * @param rules the simulator's, a JSON array; see {@code docs/simulator.md}
 * @param end what becomes of it
 * @param attempts how often we tried to have it made
 * @param tasks how many the provider made for it
 * @param paid how many of those are charged
 */
record Fault(String name, String rules, End end, int attempts, int tasks, int paid) {

  /** How a song may end. */
  sealed interface End {

    /** It plays. */
    record Ready(int variations) implements End {}

    /**
     * It does not, and its parent is told.
     *
     * @param message how what the parent reads begins
     */
    record Failed(String message, boolean retryable) implements End {}
  }

  static Fault ready(String name, String rules, int variations) {
    return new Fault(name, rules, new End.Ready(variations), 1, 1, 1);
  }

  static Fault failed(String name, String rules, String message) {
    return new Fault(name, rules, new End.Failed(message, true), 1, 1, 0);
  }

  /** Of the provider's tasks, where it is not one and that one charged for its success. */
  Fault after(int expectedAttempts, int made, int charged) {
    return new Fault(name, rules, end, expectedAttempts, made, charged);
  }

  Fault forGood() {
    return new Fault(
        name, rules, new End.Failed(((End.Failed) end).message(), false), attempts, tasks, paid);
  }

  /** The song's name, by which the simulator knows that it is meant; no other contains it. */
  String title() {
    return "(" + name + ")";
  }

  /** Its rules, for this song alone. */
  void addTo(ArrayNode all, JsonNode parsed) {
    for (JsonNode rule : parsed) {
      all.add(((ObjectNode) rule).put("marker", title()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
