package ai.babymusic.worker.audio;

import ai.babymusic.worker.generations.Songs;
import ai.babymusic.worker.jobs.Next;
import ai.babymusic.worker.jobs.Step;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes the audio of a deleted song. */
@Component
class RemovalJob implements Step<RemovalJob.Owner> {

  /** Whose song it was. */
  record Owner(UUID userId) {}

  /** Instances are named by song. */
  static final TaskDescriptor<Owner> KIND = TaskDescriptor.of("remove-audio", Owner.class);

  private static final Logger log = LoggerFactory.getLogger(RemovalJob.class);

  private final Songs songs;
  private final AudioStorage storage;

  RemovalJob(Songs songs, AudioStorage storage) {
    this.songs = songs;
    this.storage = storage;
  }

  static TaskInstance<Owner> job(UUID userId, UUID songId) {
    return KIND.instance(songId.toString()).data(new Owner(userId)).build();
  }

  @Override
  public Next<Owner> run(TaskInstance<Owner> job) {
    UUID songId = UUID.fromString(job.getId());
    // An old record of a song that exists (again) must not silence it.
    if (!songs.exists(songId)) {
      storage.removeSong(job.getData().userId(), songId);
      log.atInfo()
          .addKeyValue("song_id", songId)
          .addKeyValue("user_id", job.getData().userId())
          .log("audio removed");
    }
    return Next.done();
  }
}
