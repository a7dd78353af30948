package ai.babymusic.local.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for a state that it does not say a bound for. Awaitility's own 10 s are
 * over on a machine that starts five JVMs at once before anything is wrong.
 */
public final class Patience implements LauncherSessionListener {

  /** Of a container; Testcontainers' own minute is short for the same reason. */
  static final Duration FOR_A_START = Duration.ofMinutes(3);

  private static final Duration USUAL = Duration.ofMinutes(1);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(USUAL);
  }
}
