package ai.babymusic.systemtests.faults;

import static org.awaitility.Awaitility.await;

import ai.babymusic.systemtests.running.Instance;
import ai.babymusic.systemtests.running.RunningSystem;
import java.time.Duration;

/** A process that can be killed, kept away, and let come back. */
sealed interface Victim {

  Duration PATIENCE = Duration.ofMinutes(2);

  String name();

  /** {@code kill -9}; it stays away until {@link #letBack}. */
  void takeDown();

  void letBack();

  void awaitReady();

  /** One that the supervisor starts again, at once or, if it died just before, after its pause. */
  record Supervised(RunningSystem system, String name) implements Victim {

    /** The same, for an upgrade. */
    Victim replaced() {
      return new Replaced(
          this,
          () -> {
            awaitReady();
            system.freezeSupervisor();
            system.stop(name);
          });
    }

    @Override
    public void takeDown() {
      await(name + " runs").atMost(PATIENCE).until(() -> system.isRunning(name));
      system.freezeSupervisor();
      system.kill(name);
    }

    @Override
    public void letBack() {
      system.thawSupervisor();
    }

    @Override
    public void awaitReady() {
      await(name + " is ready").atMost(PATIENCE).until(() -> system.isReady(name));
    }
  }

  /** One that is asked to end, as for an upgrade, instead of being killed. */
  record Replaced(Victim victim, Runnable stop) implements Victim {

    @Override
    public String name() {
      return victim.name();
    }

    /** Returns when it has ended; fails if its grace is not enough for that. */
    @Override
    public void takeDown() {
      stop.run();
    }

    @Override
    public void letBack() {
      victim.letBack();
    }

    @Override
    public void awaitReady() {
      victim.awaitReady();
    }
  }

  /** One that runs beside the system. */
  record Beside(Instance instance, String name) implements Victim {

    /** The same, for an upgrade. */
    Victim replaced() {
      return new Replaced(this, instance::stop);
    }

    @Override
    public void takeDown() {
      instance.kill();
    }

    @Override
    public void letBack() {
      instance.start();
    }

    @Override
    public void awaitReady() {
      instance.awaitReady();
    }
  }
}
