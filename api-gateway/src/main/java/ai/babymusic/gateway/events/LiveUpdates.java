package ai.babymusic.gateway.events;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts what feeds the streams, and ends them before the web server waits for its requests: each
 * open stream is one, and would hold the shutdown up for as long as it is given.
 */
@Component
class LiveUpdates implements SmartLifecycle {
  private final OpenStreams streams;
  private final ChangeFeed feed;
  private final Heartbeats heartbeats;
  private volatile boolean running;
  private volatile boolean ending;

  LiveUpdates(OpenStreams streams, ChangeFeed feed, Heartbeats heartbeats) {
    this.streams = streams;
    this.feed = feed;
    this.heartbeats = heartbeats;
  }

  @Override
  public void start() {
    running = true;
    feed.start();
    heartbeats.start();
  }

  @Override
  public void stop() {
    ending = true;
    streams.forEach(stream -> stream.end(EndReason.SHUTDOWN));
    feed.stop();
    heartbeats.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The highest stops first; the web server's graceful shutdown comes right after it. */
  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE;
  }

  boolean isEnding() {
    return ending;
  }
}
