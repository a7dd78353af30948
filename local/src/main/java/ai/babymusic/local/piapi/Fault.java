package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave. Each kind is asked at one place; a new fault is one more record under the
 * kind that it belongs to, and its JSON name is the record's annotation.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
sealed interface Fault {

  /** Changes when things happen and which webhooks are sent. */
  sealed interface InTime extends Fault {
    Timetable alter(Timetable timetable);
  }

  /** Changes how a task ends. */
  sealed interface InOutcome extends Fault {
    Outcome alter(Outcome outcome);
  }

  /** Changes one song of a finished task. */
  sealed interface InSong extends Fault {
    Song alter(Song song);
  }

  /** Changes how a status is written. */
  sealed interface InStatus extends Fault {
    String alter(String status);
  }

  /** Refuses a create call before there is a task, or spoils the answer to one that made a task. */
  sealed interface InCreate extends Fault {
    default Optional<Answer> refusal() {
      return Optional.empty();
    }

    default Answer alter(Answer answer) {
      return answer;
    }
  }

  /** Changes how the audio of some tracks is served. */
  sealed interface InAudio extends Fault {
    Optional<BrokenAudio> breaks(int track);
  }

  /** The song takes longer. */
  @JsonTypeName("late")
  record Late(int seconds) implements InTime {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.endingLater(Duration.ofSeconds(seconds));
    }
  }

  /** Webhooks that are never sent: those of the kinds named, or all. */
  @JsonTypeName("lost")
  record Lost(@Nullable Set<WebhookKind> webhooks) implements InTime {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.without(callback -> webhooks == null || webhooks.contains(callback.kind()));
    }
  }

  @JsonTypeName("no_creation_webhook")
  record NoCreationWebhook() implements InTime {
    @Override
    public Timetable alter(Timetable timetable) {
      return timetable.without(callback -> callback.kind() == WebhookKind.CREATED);
    }
  }

  /** Each webhook is sent twice, the kinds named or all, confirmed or not. */
  @JsonTypeName("doubled")
  record Doubled(@Nullable Set<WebhookKind> webhooks) implements InTime {
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
  record Reordered() implements InTime {
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

  /** The task fails; nothing is charged. A code of 0 and an empty message were seen, too. */
  @JsonTypeName("failed")
  record Failed(@Nullable Integer code, @Nullable String message, @Nullable String rawMessage)
      implements InOutcome {
    @Override
    public Outcome alter(Outcome outcome) {
      String told = message == null ? "failed to generate music" : message;
      return new Outcome(
          false, code == null ? 10000 : code, told, rawMessage == null ? told : rawMessage);
    }
  }

  /** Some songs, the second by default, have no {@code song_path}, or one and are unfinished. */
  @JsonTypeName("partial")
  record Partial(@Nullable Set<Integer> tracks, @Nullable Lack lack) implements InSong {
    enum Lack {
      PATH,
      FINISHED
    }

    @Override
    public Song alter(Song song) {
      if (!(tracks == null ? Set.of(2) : tracks).contains(song.track())) {
        return song;
      }
      return lack == Lack.FINISHED ? song.unfinished() : song.failed("generation failed");
    }
  }

  /** Statuses as the provider's OpenAPI text has them: {@code Completed}. */
  @JsonTypeName("capitalised")
  record Capitalised() implements InStatus {
    @Override
    public String alter(String status) {
      return status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    }
  }

  /**
   * The create call is refused and there is no task.
   *
   * @param retryAfter seconds, sent as {@code Retry-After}
   * @param inBody HTTP says 200 and only the body's {@code code} tells
   */
  @JsonTypeName("create_status")
  record CreateStatus(
      int status, @Nullable Integer retryAfter, @Nullable String message, @Nullable Boolean inBody)
      implements InCreate {
    @Override
    public Optional<Answer> refusal() {
      Answer.Told refusal =
          Boolean.TRUE.equals(inBody)
              ? Refusals.inBody(status, message)
              : Refusals.of(status, message);
      return Optional.of(
          retryAfter == null ? refusal : refusal.with("Retry-After", retryAfter.toString()));
    }
  }

  /** The task is made, and the connection is cut instead of an answer. */
  @JsonTypeName("lost_create_answer")
  record LostCreateAnswer() implements InCreate {
    @Override
    public Answer alter(Answer answer) {
      return Answer.CUT;
    }
  }

  /** Audio of the tracks named, or of all, is not what it should be. */
  @JsonTypeName("audio")
  record Audio(BrokenAudio as, @Nullable List<Integer> tracks) implements InAudio {
    @Override
    public Optional<BrokenAudio> breaks(int track) {
      return tracks == null || tracks.contains(track) ? Optional.of(as) : Optional.empty();
    }
  }
}
