package ai.babymusic.systemtests.faults;

import ai.babymusic.systemtests.faults.FaultPlan.Strike;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Takes down what the plan says when the plan says it. */
final class Trouble {

  private final List<Victim> victims;
  private final FaultPlan plan;
  private final Semaphore turns;
  private final Diary diary;

  /**
   * Gives {@code turns} to ask for a song with each strike, so that none hits an idle system: some
   * before it, to be in the making when it comes, and more while the process is away.
   */
  Trouble(List<Victim> victims, FaultPlan plan, Semaphore turns, Diary diary) {
    this.victims = victims;
    this.plan = plan;
    this.turns = turns;
    this.diary = diary;
  }

  /** Returns when the last strike is over and every process is ready again. */
  void run() {
    List<Strike> strikes = plan.strikes(victims);
    try {
      for (Strike strike : strikes) {
        int songs = plan.songs() / strikes.size();
        turns.release(songs / 2);
        pass(strike.pause());
        strike(strike.victim(), strike.hold(), songs - songs / 2);
      }
    } finally {
      // Whatever was left over, or everything if a process does not come back.
      turns.release(plan.songs());
    }
    victims.forEach(Victim::awaitReady);
    diary.note("every process is ready");
  }

  private void strike(Victim victim, Duration hold, int songs) {
    victim.takeDown();
    turns.release(songs);
    diary.note("took down " + victim.name() + " for " + Diary.seconds(hold) + " s");
    try {
      pass(hold);
    } finally {
      victim.letBack();
    }
    if (plan.alone()) {
      victim.awaitReady();
      diary.note(victim.name() + " is ready");
    }
  }

  /** Here time itself is what is waited for. */
  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
