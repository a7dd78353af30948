package ai.babymusic.local.piapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When what happens to a task, decided the moment it is made. */
record Timetable(
    Instant createdAt,
    Instant startedAt,
    Instant logsAt,
    Instant endedAt,
    List<Callback> callbacks) {

  enum Stage {
    PENDING,
    PROCESSING,
    ENDED
  }

  Timetable {
    callbacks = List.copyOf(callbacks);
  }

  static Timetable of(Instant createdAt, Duration composing, boolean succeeds) {
    Instant startedAt = createdAt.plus(composing.dividedBy(8));
    Instant logsAt = createdAt.plus(composing.multipliedBy(5).dividedBy(8));
    Instant endedAt = createdAt.plus(composing);
    WebhookKind end = succeeds ? WebhookKind.COMPLETED : WebhookKind.FAILED;
    return new Timetable(
        createdAt,
        startedAt,
        logsAt,
        endedAt,
        List.of(
            new Callback(WebhookKind.CREATED, 1, createdAt, createdAt),
            new Callback(WebhookKind.PROCESSING, 1, startedAt, startedAt),
            new Callback(WebhookKind.LOGS, 1, logsAt, logsAt),
            new Callback(end, 1, endedAt, endedAt)));
  }

  Stage stage(Instant moment) {
    if (!moment.isBefore(endedAt)) {
      return Stage.ENDED;
    }
    return moment.isBefore(startedAt) ? Stage.PENDING : Stage.PROCESSING;
  }

  /** The end and all that is sent at or after it, moved back. */
  Timetable endingLater(Duration delay) {
    return new Timetable(
        createdAt,
        startedAt,
        logsAt,
        endedAt.plus(delay),
        callbacks.stream().map(c -> c.at().isBefore(endedAt) ? c : delayed(c, delay)).toList());
  }

  private static Callback delayed(Callback callback, Duration delay) {
    return callback.kind().terminal()
        ? callback.later(delay)
        : callback.sentAt(callback.at().plus(delay));
  }

  Timetable without(Predicate<Callback> lost) {
    return sending(callbacks.stream().filter(lost.negate()));
  }

  Timetable sending(Stream<Callback> others) {
    return new Timetable(createdAt, startedAt, logsAt, endedAt, others.toList());
  }
}
