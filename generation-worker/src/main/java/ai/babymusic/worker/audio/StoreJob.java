package ai.babymusic.worker.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.jobs.Next;
import ai.babymusic.worker.jobs.Step;
import ai.babymusic.worker.provider.Lookup;
import ai.babymusic.worker.provider.MusicProvider;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.provider.Track;
import ai.babymusic.worker.settings.WorkerSettings;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Copies an attempt's tracks into our storage and then makes its song ready. What failed is tried
 * again from a fresh address; a host or a storage that is away is waited for.
 */
@Component
public class StoreJob implements Step<StoreOrder> {

  static final TaskDescriptor<StoreOrder> KIND = TaskDescriptor.of("store", StoreOrder.class);

  private static final int UUID_LENGTH = 36;

  private final Attempts attempts;
  private final Copying copying;
  private final Delivery delivery;
  private final MusicProvider provider;
  private final MeterRegistry meters;
  private final WorkerSettings.Audio settings;
  private final Duration longestOutage;

  StoreJob(
      Attempts attempts,
      Copying copying,
      Delivery delivery,
      MusicProvider provider,
      MeterRegistry meters,
      WorkerSettings settings) {
    this.attempts = attempts;
    this.copying = copying;
    this.delivery = delivery;
    this.provider = provider;
    this.meters = meters;
    this.settings = settings.audio();
    this.longestOutage = settings.piapi().giveUp();
  }

  /** The job to store {@code tracks}; of the same addresses of a task there is one. */
  public static TaskInstance<StoreOrder> job(
      UUID generationId, @Nullable String taskId, List<Track> tracks) {
    String sources = taskId + " " + tracks.stream().map(Track::url).toList();
    UUID name = UUID.nameUUIDFromBytes(sources.getBytes(UTF_8));
    return KIND.instance(generationId + "." + name).data(StoreOrder.of(tracks)).build();
  }

  @Override
  public Next<StoreOrder> run(TaskInstance<StoreOrder> job) {
    UUID id = UUID.fromString(job.getId().substring(0, UUID_LENGTH));
    Optional<Attempt> attempt =
        attempts.find(id).filter(found -> found.status() == GenerationStatus.STORING);
    if (attempt.isEmpty()) {
      return Next.done();
    }
    Generation generation = attempt.get().generation();
    if (attempt.get().song() == null) {
      delivery.discard(generation);
      return Next.done();
    }
    Tried tried =
        meters
            .timer("generation.step", "step", "storing")
            .record(() -> copying.copy(generation, job.getData()));
    return conclude(generation, tried);
  }

  private Next<StoreOrder> conclude(Generation generation, @Nullable Tried tried) {
    return switch (tried) {
      case null -> Next.done();
      case Tried.Broken(StoreOrder kept) -> new Next.Again<>(settings.pause(), kept);
      case Tried.Whole(StoreOrder order) -> conclude(generation, order);
    };
  }

  private Next<StoreOrder> conclude(Generation generation, StoreOrder tried) {
    Instant now = Instant.now();
    if (!tried.complete() && tried.mayBeTriedAgain(settings.tries(), now, longestOutage)) {
      StoreOrder fresh = refreshed(generation, tried);
      if (fresh.worthAnotherTry()) {
        return new Next.Again<>(fresh.pause(settings.pause(), now), fresh);
      }
    }
    delivery.deliver(generation, tried.stored());
    return Next.done();
  }

  private StoreOrder refreshed(Generation generation, StoreOrder tried) {
    if (generation.taskId() != null
        && provider.find(generation.taskId()) instanceof Lookup.Found found
        && provider.read(found.task()).outcome()
            instanceof TaskReport.Outcome.Succeeded(List<Track> tracks)) {
      return tried.refreshed(tracks);
    }
    return tried;
  }
}
