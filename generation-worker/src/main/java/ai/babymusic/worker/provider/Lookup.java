package ai.babymusic.worker.provider;

import tools.jackson.databind.node.ObjectNode;

/** How a question for a task was answered. */
public sealed interface Lookup {

  record Found(ObjectNode task) implements Lookup {}

  /** Nothing was learned: unknown, busy, away. */
  record NoNews(String why) implements Lookup {}
}
