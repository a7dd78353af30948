package ai.babymusic.worker.watch;

import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.settings.WorkerSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What time does to an attempt that the provider was called for. */
sealed interface Watch {

  /** Nothing to wait for: it has ended, or its audio is being stored. */
  record Done() implements Watch {}

  /** Too early for anything. */
  record Later(Duration after) implements Watch {}

  /** The provider is to be asked, and again after {@code next}. */
  record Poll(boolean overdue, Duration next) implements Watch {}

  /** The call's answer was lost, and no report came, nor does while one is still listened for. */
  record DeclareUnknown() implements Watch {}

  /** It has had its time. The provider is asked a last time, for a webhook may have been lost. */
  record GiveUp() implements Watch {}

  /** It was given up, but has a task: that may come to a good end whose webhook is lost. */
  record LookLate() implements Watch {}

  /** An attempt whose provider does not answer is given up at so many times give-up. */
  int LONGEST_OUTAGE = 4;

  /**
   * How long the provider is asked on after the first of the last questions, if it answers so. Who
   * comes back after hours does not always find it up; what it says may never come through Kafka.
   */
  static Duration patience(Heard heard, WorkerSettings.Piapi settings) {
    return switch (heard) {
      case THE_END -> settings.giveUp();
      case NO_END -> Duration.ZERO;
      case NOT_KNOWN -> settings.firstPoll();
      case NOTHING -> settings.giveUp().multipliedBy(LONGEST_OUTAGE - 1L);
    };
  }

  /**
   * How long until a task is asked for again that was given up so long ago: by default it is after
   * ten minutes, an hour and six hours. Empty after the last time.
   */
  static Optional<Duration> untilLateLook(Duration givenUpFor, WorkerSettings.Piapi settings) {
    Duration giveUp = settings.giveUp();
    return Stream.of(giveUp.dividedBy(3), giveUp.multipliedBy(2), giveUp.multipliedBy(12))
        .filter(look -> look.compareTo(givenUpFor) > 0)
        .findFirst()
        .map(look -> look.minus(givenUpFor));
  }

  /** For how long reports were listened for after the grace of a submission. */
  enum Listened {
    TOO_SHORT,
    /** The look came too late: perhaps nobody was there, and what came meanwhile is yet unread. */
    INTERRUPTED,
    LONG_ENOUGH
  }

  /**
   * Whoever comes back after a grace finds reports in Kafka that nobody has read: they are read
   * before anything is paid for again.
   */
  static Listened listened(Duration sinceFirstLook, WorkerSettings.Piapi settings) {
    if (sinceFirstLook.compareTo(settings.firstPoll()) < 0) {
      return Listened.TOO_SHORT;
    }
    return sinceFirstLook.compareTo(settings.firstPoll().multipliedBy(2)) < 0
        ? Listened.LONG_ENOUGH
        : Listened.INTERRUPTED;
  }

  /** Gaps between polls grow with age, to at most so many times the first. */
  int WIDEST_GAP = 6;

  static Watch of(Generation generation, WorkerSettings.Piapi settings) {
    Duration age = generation.sinceSubmission();
    return switch (generation.status()) {
      case STORING, READY, CANCELLED -> new Done();
      case FAILED ->
          FailureKind.GAVE_UP.code().equals(generation.errorCode()) && generation.taskId() != null
              ? new LookLate()
              : new Done();
      // Put back after a refusal: it will be submitted again, and then watched by this same job.
      case QUEUED, WRITING_LYRICS, WAITING -> new Later(settings.firstPoll());
      case SUBMITTING -> {
        if (generation.callStartedAt() == null) {
          yield new Later(settings.firstPoll());
        }
        yield age.compareTo(settings.submitGrace()) >= 0
            ? new DeclareUnknown()
            : later(settings.submitGrace().minus(age), settings);
      }
      case UNKNOWN ->
          age.compareTo(settings.giveUp()) >= 0
              ? new GiveUp()
              : later(settings.giveUp().minus(age), settings);
      case SUBMITTED ->
          age.compareTo(settings.giveUp()) >= 0
              ? new GiveUp()
              : new Poll(age.compareTo(settings.overdue()) >= 0, gap(age, settings.firstPoll()));
    };
  }

  /** Not all the rest at once: a report may make a submitted attempt of it, which is polled. */
  private static Later later(Duration rest, WorkerSettings.Piapi settings) {
    Duration widest = settings.firstPoll().multipliedBy(WIDEST_GAP);
    return new Later(rest.compareTo(widest) < 0 ? rest : widest);
  }

  private static Duration gap(Duration age, Duration first) {
    Duration half = age.dividedBy(2);
    Duration widest = first.multipliedBy(WIDEST_GAP);
    if (half.compareTo(first) < 0) {
      return first;
    }
    return half.compareTo(widest) < 0 ? half : widest;
  }
}
