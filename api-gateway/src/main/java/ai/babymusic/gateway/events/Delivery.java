package ai.babymusic.gateway.events;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes one stream, on one thread, until it ends: each change once, in order. What did not arrive
 * is fetched from the log; if that cannot be asked, the next sign of life tries again. Whoever may
 * not come back for the rest, such as the owner of an account that was just deleted, is told all of
 * it before the end.
 */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private static final RetryTemplate LAST_WORDS =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(DataAccessException.class, TransactionException.class)
              .maxRetries(20)
              .delay(Duration.ofMillis(500))
              .build());

  private final EventStream stream;
  private final ChangeLog changes;
  private final OutputStream out;
  private final Clock clock;
  private Position sent = Position.BEFORE_ALL;

  /** Where the database was behind what was sent; twice the same means it was restored. */
  private @Nullable Position doubted;

  Delivery(EventStream stream, ChangeLog changes, OutputStream out, Clock clock) {
    this.stream = stream;
    this.changes = changes;
    this.out = out;
    this.clock = clock;
  }

  /** Until {@code expiry}, an end for another reason, or the client leaves. */
  EndReason run(Start start, Instant expiry) throws IOException, InterruptedException {
    begin(start);
    while (true) {
      Waiting next = stream.next();
      if (next == null) {
        out.flush();
        Duration left = Duration.between(clock.instant(), expiry);
        next = left.isPositive() ? stream.next(left) : new Waiting.Ended(EndReason.TOKEN_EXPIRED);
      }
      switch (next) {
        case null -> {} // the token has expired: the next round says so
        case Waiting.Changed(ChangeFrame change) -> orLater(() -> deliver(change));
        case Waiting.Pulse(var last) -> {
          out.write(Frames.heartbeat());
          if (last != null) {
            orLater(() -> catchUp(last));
          }
        }
        case Waiting.Ended(EndReason reason) -> {
          if (reason == EndReason.REVOKED) {
            orLater(() -> tell(rest()));
          }
          out.write(Frames.end(reason));
          out.flush();
          return reason;
        }
      }
    }
  }

  private void begin(Start start) throws IOException {
    sent = start.at();
    out.write(Frames.ready(sent, start instanceof Start.Resumed));
    tell(start);
  }

  private void tell(Start start) throws IOException {
    switch (start) {
      case Start.Fresh _ -> {}
      case Start.Resumed(_, var missed) -> send(missed);
      case Start.Ahead _, Start.Refetch _ -> reset(start.at());
    }
  }

  /** There is no next time, so a database that is away is asked again for a while. */
  private Start rest() {
    return LAST_WORDS.invoke(() -> changes.start(stream.user(), sent));
  }

  private void deliver(ChangeFrame change) throws IOException {
    switch (Step.of(sent, change.position())) {
      case Step.Drop _ -> {}
      case Step.Send _ -> send(change);
      case Step.Fill(long upTo) -> {
        fill(upTo);
        if (Step.of(sent, change.position()) instanceof Step.Send) {
          send(change);
        }
      }
      case Step.Restart _ -> reset(changes.last(stream.user()));
    }
  }

  private void catchUp(Position last) throws IOException {
    switch (Step.of(sent, last)) {
      case Step.Drop _ -> {
        boolean behind = last.seq() < sent.seq();
        if (behind && sent.equals(doubted)) {
          reset(changes.last(stream.user()));
        }
        doubted = behind ? sent : null;
      }
      case Step.Send _, Step.Fill _ -> fill(last.seq());
      case Step.Restart _ -> reset(changes.last(stream.user()));
    }
  }

  private void fill(long upTo) throws IOException {
    switch (changes.replay(stream.user(), sent, upTo)) {
      case Replay.Whole(var missing) -> send(missing);
      case Replay.NotYet _ -> {}
      case Replay.Lost _ -> reset(changes.last(stream.user()));
    }
  }

  private void send(List<ChangeFrame> several) throws IOException {
    for (ChangeFrame change : several) {
      send(change);
    }
  }

  private void send(ChangeFrame change) throws IOException {
    out.write(change.bytes());
    sent = change.position();
  }

  private void reset(Position to) throws IOException {
    out.write(Frames.reset(to));
    sent = to;
  }

  private void orLater(Sending sending) throws IOException {
    try {
      sending.run();
    } catch (DataAccessException | TransactionException e) {
      log.atWarn().addKeyValue("cause", e.toString()).log("cannot fill a stream now");
    }
  }

  private interface Sending {
    void run() throws IOException;
  }
}
