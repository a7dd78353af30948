package ai.babymusic.worker.reports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.SongState;
import ai.babymusic.worker.provider.FailureKind;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.TaskReport.Outcome;
import ai.babymusic.worker.provider.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of an attempt and of its song meets every report. */
class VerdictTest {

  /**
   * A row for each state of an attempt; "unfetched" is one that failed because its audio could not
   * be had, and "elsewhere" one that failed so, but from other addresses. In each group of three
   * the report names the attempt's own task (or the first one we hear of), no task, another task
   * than the known one.
   *
   * <pre>
   * A  adopt: it counts as submitted      F  it has failed
   * S  store its tracks                   N  a new attempt waits for credits
   * D  discard them, free its place       .  ignore
   * </pre>
   */
  private static final String WAITED_FOR =
      """
                      under way  succeeded  failed  no credits
      queued            A . .      S S S    . . .     . . .
      writing_lyrics    A . .      S S S    . . .     . . .
      waiting           A . .      S S S    . . .     . . .
      submitting        A . .      S S S    F F .     N N .
      submitted         . . .      S S S    F F .     N N .
      unknown           A . .      S S S    F F .     N N .
      storing           . . .      . . .    . . .     . . .
      ready             . . .      . . .    . . .     . . .
      failed            . . .      S S S    . . .     . . .
      unfetched         . . .      . . S    . . .     . . .
      elsewhere         . . .      S S S    . . .     . . .
      cancelled         . . .      . . .    . . .     . . .
      """;

  /** A later attempt has taken over: what is made still counts, what fails touches nobody. */
  private static final String OLDER = WAITED_FOR.replace('N', 'F');

  private static final String SONG_DELETED =
      """
                      under way  succeeded  failed  no credits
      queued            A . .      D D D    . . .     . . .
      writing_lyrics    A . .      D D D    . . .     . . .
      waiting           A . .      D D D    . . .     . . .
      submitting        A . .      D D D    F F .     F F .
      submitted         . . .      D D D    F F .     F F .
      unknown           A . .      D D D    F F .     F F .
      storing           . . .      . . .    . . .     . . .
      ready             . . .      . . .    . . .     . . .
      failed            . . .      . . .    . . .     . . .
      unfetched         . . .      . . .    . . .     . . .
      elsewhere         . . .      . . .    . . .     . . .
      cancelled         . . .      . . .    . . .     . . .
      """;

  /** How the song stands to the attempt. */
  enum Song {
    WAITING(WAITED_FOR),
    WAITING_FOR_A_LATER_ONE(OLDER),
    DELETED(SONG_DELETED);

    private final String table;

    Song(String table) {
      this.table = table;
    }
  }

  private static final UUID ID = UUID.randomUUID();
  private static final UUID LATER = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String UNFETCHED = FailureKind.AUDIO_UNAVAILABLE.code();
  private static final String TOLD = "https://h/a.mp3";

  private static final List<List<Outcome>> OUTCOMES =
      List.of(
          List.of(new Outcome.UnderWay()),
          List.of(new Outcome.Succeeded(List.of(new Track("t", TOLD, null, null)))),
          Arrays.stream(FailureKind.values())
              .filter(kind -> kind != FailureKind.NO_CREDITS)
              .<Outcome>map(Outcome.Failed::new)
              .toList(),
          List.of(new Outcome.Failed(FailureKind.NO_CREDITS)));

  /** Known task, reported task. */
  private static final List<List<List<@Nullable String>>> TASKS =
      List.of(
          List.of(Arrays.asList("mine", "mine"), Arrays.asList(null, "mine")),
          List.of(Arrays.asList("mine", null), Arrays.asList(null, null)),
          List.of(Arrays.asList("mine", "other")));

  @ParameterizedTest
  @EnumSource(Song.class)
  void everyStateMeetsEveryReport(Song song) {
    Set<GenerationStatus> seen = new HashSet<>();
    for (String line : song.table.lines().skip(1).toList()) {
      List<String> row = List.of(line.strip().split("\\s+"));
      assertThat(row).hasSize(1 + OUTCOMES.size() * TASKS.size());
      seen.add(status(row.getFirst()));
      for (int cell = 1; cell < row.size(); cell++) {
        int outcome = (cell - 1) / TASKS.size();
        int task = (cell - 1) % TASKS.size();
        assertCell(song, row.getFirst(), outcome, task, row.get(cell));
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(GenerationStatus.values());
  }

  private static void assertCell(Song song, String state, int outcome, int task, String expected) {
    for (Outcome reported : OUTCOMES.get(outcome)) {
      for (List<@Nullable String> tasks : TASKS.get(task)) {
        for (String errorCode : errorCodes(state)) {
          String tried = state.equals("elsewhere") ? "https://h/expired.mp3" : TOLD;
          Attempt attempt = attempt(status(state), tasks.getFirst(), song, errorCode, tried);
          Verdict verdict = Verdict.of(attempt, report(tasks.getLast(), reported));
          assertThat(letter(verdict))
              .as("%s, %s, %s of %s: %s", song, state, reported, tasks, verdict)
              .isEqualTo(expected);
          boolean held = Set.of("submitting", "submitted", "unknown").contains(state);
          assertThat(Verdict.frees(status(state), verdict))
              .as("%s of %s frees a place", reported, state)
              .isEqualTo(held && Set.of("S", "D", "F", "N").contains(expected));
        }
      }
    }
  }

  /** All that a row of that state may say of its error. */
  private static List<@Nullable String> errorCodes(String state) {
    if (state.equals("unfetched") || state.equals("elsewhere")) {
      return List.of(UNFETCHED);
    }
    List<@Nullable String> codes = new ArrayList<>(Arrays.asList((String) null));
    Stream.of(FailureKind.values())
        .map(FailureKind::code)
        .filter(code -> !code.equals(UNFETCHED))
        .forEach(codes::add);
    return codes;
  }

  private static GenerationStatus status(String state) {
    return Stream.of(GenerationStatus.values())
        .filter(status -> status.name().equalsIgnoreCase(state))
        .findFirst()
        .orElse(GenerationStatus.FAILED);
  }

  private static String letter(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Adopt() -> "A";
      case Verdict.Store _ -> "S";
      case Verdict.Discard() -> "D";
      case Verdict.Fail _ -> "F";
      case Verdict.StartAgain() -> "N";
      case Verdict.Ignore _ -> ".";
    };
  }

  @Test
  void aFailureIsToldAsWhatItWas() {
    for (FailureKind kind : FailureKind.values()) {
      Attempt older =
          attempt(GenerationStatus.SUBMITTED, "mine", Song.WAITING_FOR_A_LATER_ONE, null, TOLD);
      assertThat(Verdict.of(older, report("mine", new Outcome.Failed(kind))))
          .isEqualTo(new Verdict.Fail(kind));
    }
  }

  private static TaskReport report(@Nullable String taskId, Outcome outcome) {
    return new TaskReport(taskId, outcome, null);
  }

  private static Attempt attempt(
      GenerationStatus status,
      @Nullable String taskId,
      Song song,
      @Nullable String errorCode,
      String tried) {
    UUID songId = UUID.randomUUID();
    Generation generation =
        new Generation(
            ID,
            songId,
            ID,
            1,
            "user",
            status,
            taskId,
            NOW,
            NOW,
            null,
            0,
            0,
            null,
            errorCode,
            List.of(tried),
            null,
            NOW);
    return new Attempt(
        generation,
        switch (song) {
          case WAITING -> new SongState(songId, "composing", ID);
          case WAITING_FOR_A_LATER_ONE -> new SongState(songId, "composing", LATER);
          case DELETED -> null;
        });
  }
}
