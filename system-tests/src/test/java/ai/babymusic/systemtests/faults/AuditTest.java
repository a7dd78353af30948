package ai.babymusic.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.faults.Books.Attempt;
import ai.babymusic.systemtests.faults.Books.Song;
import ai.babymusic.systemtests.faults.Books.Task;
import ai.babymusic.systemtests.faults.Books.Variation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each thing that must not happen is seen when it has happened, and nothing else is. */
class AuditTest {

  private static final UUID SONG = UUID.randomUUID();
  private static final UUID ATTEMPT = UUID.randomUUID();

  private final Books good =
      new Books(
          List.of(song("ready", "s3://a/1")),
          List.of(attempt("ready", true, false)),
          List.of(variation("second", "s3://a/2")),
          List.of(task(ATTEMPT)),
          Set.of("s3://a/1", "s3://a/2"));

  @Test
  void aSongThatIsReadyAndPaidOnceIsInOrder() {
    assertThat(violations(good)).isEmpty();
  }

  @Test
  void aLostSongIsSeen() {
    var books = new Books(List.of(), good.attempts(), List.of(), good.tasks(), Set.of());
    assertThat(violations(books)).singleElement().asString().contains("is lost");
  }

  @Test
  void aSongThatNobodyAskedForIsSeen() {
    assertThat(new Audit(Set.of(), Set.of(), good).violations())
        .singleElement()
        .asString()
        .contains("never asked for");
  }

  @Test
  void aDeletedSongThatIsStillThereIsSeen() {
    assertThat(new Audit(Set.of(SONG), Set.of(SONG), good).violations())
        .singleElement()
        .asString()
        .contains("is back");
  }

  @Test
  void aSongThatIsStuckIsSeen() {
    var books =
        new Books(
            List.of(song("composing", null)),
            List.of(attempt("submitted", true, false)),
            List.of(),
            good.tasks(),
            Set.of());
    assertThat(violations(books))
        .hasSize(2)
        .anySatisfy(violation -> assertThat(violation).contains("is still composing"))
        .anySatisfy(violation -> assertThat(violation).contains("an attempt that is submitted"));
  }

  @Test
  void anAttemptThatWasPaidTwiceIsSeen() {
    assertThat(violations(withTasks(task(ATTEMPT), task(ATTEMPT))))
        .singleElement()
        .asString()
        .contains("2 tasks instead of 1");
  }

  @Test
  void aTaskThatIsMissingIsSeenUnlessTheAttemptWasUnknown() {
    assertThat(violations(withTasks())).singleElement().asString().contains("0 tasks");
    var unknown =
        new Books(
            good.songs(),
            List.of(attempt("ready", true, true)),
            good.variations(),
            List.of(),
            good.objects());
    assertThat(violations(unknown)).isEmpty();
  }

  @Test
  void aTaskOfNoAttemptIsSeen() {
    assertThat(violations(withTasks(task(ATTEMPT), task(UUID.randomUUID()))))
        .singleElement()
        .asString()
        .contains("task of no attempt");
  }

  @Test
  void aDoubledVariationIsSeen() {
    var books =
        new Books(
            good.songs(),
            good.attempts(),
            List.of(variation("second", "s3://a/2"), variation("second", "s3://a/3")),
            good.tasks(),
            Set.of("s3://a/1", "s3://a/2", "s3://a/3"));
    assertThat(violations(books)).singleElement().asString().contains("3 takes of 1 attempts");
  }

  @Test
  void anOrphanAndAMissingObjectAreSeen() {
    var books =
        new Books(
            good.songs(),
            good.attempts(),
            good.variations(),
            good.tasks(),
            Set.of("s3://a/1", "s3://a/9"));
    assertThat(violations(books))
        .containsExactly("s3://a/9 belongs to no row", "s3://a/2 is not in the storage");
  }

  private Books withTasks(Task... tasks) {
    return new Books(
        good.songs(), good.attempts(), good.variations(), List.of(tasks), good.objects());
  }

  private static List<String> violations(Books books) {
    return new Audit(Set.of(SONG), Set.of(), books).violations();
  }

  private static Song song(String status, @Nullable String audioUrl) {
    return new Song(SONG, status, audioUrl, "");
  }

  private static Attempt attempt(String status, boolean called, boolean everUnknown) {
    return new Attempt(ATTEMPT, SONG, status, called, everUnknown, "");
  }

  private static Variation variation(String providerId, String audioUrl) {
    return new Variation(SONG, ATTEMPT, providerId, audioUrl, "");
  }

  private static Task task(UUID attempt) {
    return new Task(UUID.randomUUID().toString(), attempt, "ingest", true, 4, 4, "");
  }
}
