package ai.babymusic.local.piapi;

import ai.babymusic.local.piapi.audio.Lullaby;
import ai.babymusic.local.piapi.audio.Mp3Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One song of a finished task.
 *
 * @param track 1 is the first
 * @param title the provider's own, not the one that was asked for
 * @param path of its audio below the simulator's address; null: there is none
 * @param seconds it plays
 */
record Song(
    int track,
    UUID id,
    String title,
    @Nullable String path,
    double seconds,
    boolean finished,
    List<String> tags,
    @Nullable String error) {

  private static final List<String> FIRST =
      List.of("Moonlit", "Sleepy", "Silver", "Little", "Drifting", "Velvet", "Quiet", "Paper");
  private static final List<String> SECOND =
      List.of("Lantern", "Meadow", "Harbor", "Carousel", "Feather", "Snowfall", "Garden", "Boat");

  /** What became of a task: its songs, with what its faults do to them. */
  static List<Song> of(PiapiTask task) {
    return IntStream.rangeClosed(1, task.order().model().songs)
        .mapToObj(track -> altered(task, made(task, track)))
        .toList();
  }

  /** The music that lies behind a track. */
  static Lullaby lullaby(PiapiTask task, int track) {
    return new Lullaby(task.random("audio " + track).nextLong(), shape(task));
  }

  private static Mp3Shape shape(PiapiTask task) {
    return Mp3Shape.ofSize(task.audioBytes());
  }

  private static Song made(PiapiTask task, int track) {
    SplittableRandom random = task.random("song " + track);
    String title =
        "The "
            + FIRST.get(random.nextInt(FIRST.size()))
            + " "
            + SECOND.get(random.nextInt(SECOND.size()));
    // The provider's links hold an escaped per cent sign: who decodes them finds nothing.
    String path =
        "/audio/" + task.taskId() + "/" + track + "/" + title.replace(" ", "%2520") + ".mp3";
    return new Song(
        track,
        randomUuid(random),
        title,
        path,
        shape(task).seconds(),
        true,
        lullaby(task, track).tags(),
        null);
  }

  private static Song altered(PiapiTask task, Song song) {
    Song altered = song;
    for (TaskFault.InSong fault : task.faults(TaskFault.InSong.class)) {
      altered = fault.alter(altered);
    }
    return altered;
  }

  Song unfinished() {
    return new Song(track, id, title, path, seconds, false, tags, error);
  }

  Song failed(String why) {
    return new Song(track, id, title, null, 0, false, tags, why);
  }

  /** A version 4 UUID out of given randomness. */
  static UUID randomUuid(SplittableRandom random) {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & ~(3L << 62)) | 1L << 63);
  }
}
