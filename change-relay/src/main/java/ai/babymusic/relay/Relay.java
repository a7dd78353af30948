package ai.babymusic.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Serves term after term for as long as the process lives. */
@Component
class Relay implements SmartLifecycle {

  private final Term term;
  private final Standing standing;
  private final RelayProperties settings;
  private @Nullable Thread thread;

  Relay(Term term, Standing standing, RelayProperties settings) {
    this.term = term;
    this.standing = standing;
    this.settings = settings;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofPlatform().name("relay").start(this::serveForEver);
  }

  /** Waits until the capture has stopped and the lead is given back. */
  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void serveForEver() {
    try {
      while (true) {
        try {
          term.serve();
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception fault) {
          standing.interrupted(fault);
        }
        Thread.sleep(settings.tick());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
