package ai.babymusic.systemtests.faults;

import ai.babymusic.systemtests.faults.FaultPlan.Strike;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Kills what the plan says when the plan says it. */
final class Trouble {

  private final List<Victim> victims;
  private final FaultPlan plan;
  private final Diary diary;

  Trouble(List<Victim> victims, FaultPlan plan, Diary diary) {
    this.victims = victims;
    this.plan = plan;
    this.diary = diary;
  }

  /** Returns when the last strike is over and every process is ready again. */
  void run() {
    for (Strike strike : plan.strikes(victims)) {
      pass(strike.pause());
      strike(strike.victim(), strike.hold());
    }
    victims.forEach(Victim::awaitReady);
    diary.note("every process is ready");
  }

  private void strike(Victim victim, Duration hold) {
    victim.takeDown();
    diary.note("killed " + victim.name() + " for " + Diary.seconds(hold) + " s");
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
