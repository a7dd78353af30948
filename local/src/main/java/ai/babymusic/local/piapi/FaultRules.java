package ai.babymusic.local.piapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules in force; they survive a restart with what is left of their counts. */
final class FaultRules {

  private final Path file;
  private List<FaultRule> rules;

  private FaultRules(Path file, List<FaultRule> rules) {
    this.file = file;
    this.rules = rules;
  }

  static FaultRules open(Path file) {
    return new FaultRules(
        file, Files.exists(file) ? read(Json.MAPPER.readTree(file.toFile())) : List.of());
  }

  /**
   * Puts the rules of {@code {"rules":[…]}} in the place of those in force.
   *
   * @throws IllegalArgumentException if one cannot be understood; then nothing changes
   */
  synchronized void replace(JsonNode document) throws IOException {
    keep(read(document));
  }

  synchronized void clear() throws IOException {
    keep(List.of());
  }

  synchronized ObjectNode json() {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode array = document.putArray("rules");
    rules.forEach(rule -> array.add(rule.json()));
    return document;
  }

  /** The refusal of the first rule that has one for this order; the others are not used up. */
  synchronized Optional<Answer> refusal(Order order) throws IOException {
    return take(order, FaultRules::refuses, 1).stream()
        .map(fault -> ((CreateFault) fault).refusal().orElseThrow())
        .findFirst();
  }

  /** All that goes wrong with the task that this order becomes. */
  synchronized List<Fault> forTask(Order order) throws IOException {
    return take(order, fault -> !refuses(fault), Integer.MAX_VALUE);
  }

  private List<Fault> take(Order order, Predicate<Fault> wanted, int atMost) throws IOException {
    List<Fault> taken = new ArrayList<>();
    List<FaultRule> left = new ArrayList<>();
    for (FaultRule rule : rules) {
      boolean asked =
          taken.size() < atMost && wanted.test(rule.fault()) && rule.scope().concerns(order);
      if (asked && rule.scope().hits()) {
        taken.add(rule.fault());
      }
      left.add(asked ? new FaultRule(rule.fault(), rule.scope().afterOne()) : rule);
    }
    if (!left.equals(rules)) {
      keep(left);
    }
    return taken;
  }

  private static boolean refuses(Fault fault) {
    return fault instanceof CreateFault create && create.refusal().isPresent();
  }

  private void keep(List<FaultRule> changed) throws IOException {
    rules = List.copyOf(changed);
    DurableFile.write(file, Json.MAPPER.writeValueAsBytes(json()));
  }

  private static List<FaultRule> read(JsonNode document) {
    if (!(document.path("rules") instanceof ArrayNode array)) {
      throw new IllegalArgumentException("rules must be an array");
    }
    return StreamSupport.stream(array.spliterator(), false).map(FaultRule::read).toList();
  }
}
