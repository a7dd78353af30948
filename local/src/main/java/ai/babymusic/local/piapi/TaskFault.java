package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what a task says of itself. */
sealed interface TaskFault extends Fault {

  /** Changes how a task ends. */
  sealed interface InOutcome extends TaskFault {
    Outcome alter(Outcome outcome);
  }

  /** Changes one song of a finished task. */
  sealed interface InSong extends TaskFault {
    Song alter(Song song);
  }

  /** Changes how a status is written. */
  sealed interface InStatus extends TaskFault {
    String alter(String status);
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

  /** Other words for statuses: {@code {"pending":"staged","completed":"success"}}. */
  @JsonTypeName("renamed")
  record Renamed(Map<String, String> statuses) implements InStatus {
    @Override
    public String alter(String status) {
      return statuses.getOrDefault(status, status);
    }
  }

  /** It says that it failed when its logs come, and is finished at its end all the same. */
  @JsonTypeName("failed_at_first")
  record FailedAtFirst(@Nullable String message) implements TaskFault {
    Outcome outcome() {
      return new Failed(null, message, null).alter(Outcome.SUCCESS);
    }
  }

  /** Finished, with nothing in its output. */
  @JsonTypeName("no_output")
  record NoOutput() implements TaskFault {}

  /** The output is there while the task is still processing; its audio is not. */
  @JsonTypeName("early_output")
  record EarlyOutput() implements TaskFault {}

  /** The output looks like that of another model. */
  @JsonTypeName("output_of")
  record OutputOf(Model model) implements TaskFault {}
}
