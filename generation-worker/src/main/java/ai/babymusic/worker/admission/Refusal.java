package ai.babymusic.worker.admission;

import java.time.Duration;

/** What it means for an attempt that the provider took nothing. */
public sealed interface Refusal {

  /**
   * It may be tried again after the pause.
   *
   * @param singledOut whether the provider had just taken another
   */
  record Again(Duration pause, boolean singledOut) implements Refusal {}

  /** The provider takes others, but never this one. */
  record Never() implements Refusal {}
}
