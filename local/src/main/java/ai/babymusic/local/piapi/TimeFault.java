package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes when things happen and which webhooks are sent. */
sealed interface TimeFault extends Fault {

  Timetable alter(Timetable timetable);

  /** The song takes longer. */
  @JsonTypeName("late")
  record Late(int seconds) implements TimeFault {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.endingLater(Duration.ofSeconds(seconds));
    }
  }

  /** Webhooks that are never sent: those of the kinds named, or all. */
  @JsonTypeName("lost")
  record Lost(@Nullable Set<WebhookKind> webhooks) implements TimeFault {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.without(callback -> webhooks == null || webhooks.contains(callback.kind()));
    }
  }

  @JsonTypeName("no_creation_webhook")
  record NoCreationWebhook() implements TimeFault {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.without(callback -> callback.kind() == WebhookKind.CREATED);
    }
  }

  /** Each webhook is sent twice, the kinds named or all, confirmed or not. */
  @JsonTypeName("doubled")
  record Doubled(@Nullable Set<WebhookKind> webhooks) implements TimeFault {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.sending(
          timetable.callbacks().stream()
              .flatMap(callback ->
                  webhooks == null || webhooks.contains(callback.kind())
                      ? Stream.of(callback, again(callback, timetable.callbacks().size()))
                      : Stream.of(callback)));
    }

    private static Callback again(Callback callback, int others) {
      return new Callback(
          callback.kind(), callback.copy() + others, callback.at().plusMillis(20), callback.asOf());
    }
  }

  /** The news of the beginning comes after the news of the end, the oldest last. */
  @JsonTypeName("reordered")
  record Reordered() implements TimeFault {
    private static final Duration GAP = Duration.ofMillis(150);

    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.sending(
          timetable.callbacks().stream().map(callback -> moved(callback, timetable)));
    }

    private static Callback moved(Callback callback, Timetable timetable) {
      int place =
          switch (callback.kind()) {
            case COMPLETED, FAILED -> 0;
            case LOGS -> 1;
            case PROCESSING -> 2;
            case CREATED -> 3;
          };
      return place == 0
          ? callback
          : callback.sentAt(timetable.endedAt().plus(GAP.multipliedBy(place)));
    }
  }
}
