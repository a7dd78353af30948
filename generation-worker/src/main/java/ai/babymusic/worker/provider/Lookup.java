package ai.babymusic.worker.provider;

import tools.jackson.databind.node.ObjectNode;

/** How a question for a task was answered. */
public sealed interface Lookup {

  record Found(ObjectNode task) implements Lookup {}

  /** The provider answered, and knows no such task. */
  record NoNews(String why) implements Lookup {}

  /** It did not answer, or with nothing that speaks of a task: nothing was learned. */
  record NoAnswer(String why) implements Lookup {}
}
