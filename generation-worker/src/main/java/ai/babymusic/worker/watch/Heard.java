package ai.babymusic.worker.watch;

/** What asking for a task has brought. */
enum Heard {
  /** How it ended: that will be applied. */
  THE_END,
  /** The provider answered, and there is no end to wait for. */
  NO_END,
  /** The provider answered that it knows no such task, which it may say of one that it has. */
  NOT_KNOWN,
  /** The provider did not answer. */
  NOTHING
}
