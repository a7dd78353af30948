package ai.babymusic.local.fuzzing;

import java.util.Optional;

/** One request and what may come of it. */
public record Shot(WireRequest request, Verdict verdict) {

  /** What an answer breaks of the contract; empty if nothing. */
  @FunctionalInterface
  public interface Verdict {
    Optional<String> of(WireReply reply);
  }
}
