package ai.babymusic.gateway.events;

import ai.babymusic.gateway.security.Caller;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one client. Nobody who puts something in ever waits: a client too
 * slow for its queue loses what is in it and is cut, and resumes from the last id it got.
 */
final class EventStream {
  private final Caller caller;
  private final BlockingQueue<Waiting> waiting;
  private final AtomicBoolean ended = new AtomicBoolean();

  EventStream(Caller caller, int longestQueue) {
    this.caller = caller;
    this.waiting = new LinkedBlockingQueue<>(longestQueue);
  }

  UUID user() {
    return caller.userId();
  }

  UUID session() {
    return caller.sessionId();
  }

  void change(ChangeFrame change) {
    if (!ended.get() && !waiting.offer(new Waiting.Changed(change))) {
      end(EndReason.SLOW);
    }
  }

  /** Left out when the queue is full: then there is more to write than a sign of life. */
  void pulse(@Nullable Position last) {
    if (!ended.get()) {
      boolean _ = waiting.offer(new Waiting.Pulse(last));
    }
  }

  /** The first reason counts. */
  void end(EndReason reason) {
    if (ended.compareAndSet(false, true)) {
      do {
        waiting.clear();
      } while (!waiting.offer(new Waiting.Ended(reason)));
    }
  }

  @Nullable Waiting next() {
    return waiting.poll();
  }

  /** Null when nothing comes for so long. */
  @Nullable Waiting next(Duration patience) throws InterruptedException {
    return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
