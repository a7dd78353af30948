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

  /** It is not taken, and nothing says that it ever will be. */
  record Never(String why) implements Refusal {}
}
