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

  /** One that runs beside the system. */
  record Beside(Instance instance, String name) implements Victim {

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
