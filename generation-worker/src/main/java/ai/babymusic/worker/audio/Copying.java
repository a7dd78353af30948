package ai.babymusic.worker.audio;

import ai.babymusic.worker.generations.Generation;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** One try at every track that is still missing. */
@Component
class Copying {

  private static final Logger log = LoggerFactory.getLogger(Copying.class);

  private final AudioSource source;
  private final AudioStorage storage;
  private final MeterRegistry meters;
  private final Semaphore places = new Semaphore(AudioConnections.MOST_COPIES, true);

  Copying(AudioSource source, AudioStorage storage, MeterRegistry meters) {
    this.source = source;
    this.storage = storage;
    this.meters = meters;
  }

  /**
   * Throws if our own storage or disk fails and nothing new is stored, so that the job backs off.
   */
  Tried copy(Generation generation, StoreOrder order) {
    // Else each try would fetch everything, only to find out.
    storage.check();
    Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
    List<Take> takes = tryAll(generation, order, faults);
    RuntimeException fault = faults.poll();
    if (fault == null) {
      return new Tried.Whole(order.tried(takes));
    }
    faults.forEach(fault::addSuppressed);
    StoreOrder kept = new StoreOrder(takes, order.tries());
    if (kept.stored().size() == order.stored().size()) {
      throw fault;
    }
    log.atWarn()
        .addKeyValue("generation_id", generation.id())
        .addKeyValue("song_id", generation.songId())
        .addKeyValue("user_id", generation.userId())
        .setCause(fault)
        .log("some takes are stored, others could not be");
    return new Tried.Broken(kept);
  }

  /** All tracks side by side: the song waits for the slowest, not for their sum. */
  private List<Take> tryAll(
      Generation generation, StoreOrder order, Queue<RuntimeException> faults) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Take>> takes =
          order.takes().stream()
              .map(take ->
                  CompletableFuture.supplyAsync(() -> tryOnce(generation, take, faults), threads))
              .toList();
      return takes.stream().map(CompletableFuture::join).toList();
    }
  }

  /** A take stays as it was if the fault is our own. */
  private Take tryOnce(Generation generation, Take take, Queue<RuntimeException> faults) {
    if (!take.missing()) {
      return take;
    }
    // Before the fetch, whose deadline must not run while it waits behind others of ours.
    places.acquireUninterruptibly();
    try {
      return copy(generation, take);
    } catch (SdkException | UncheckedIOException e) {
      faults.add(e);
      return take;
    } finally {
      places.release();
    }
  }

  private Take copy(Generation generation, Take take) {
    return switch (source.fetch(take.track().url())) {
      case Fetch.Got got -> store(generation, take, got);
      case Fetch.Refused(String why) -> {
        complain(generation, take, why);
        yield take.refused();
      }
      case Fetch.Bad(String why) -> {
        complain(generation, take, why);
        yield take.bad();
      }
      case Fetch.Unreachable(String why) -> {
        complain(generation, take, why);
        yield take.unreachable(Instant.now());
      }
    };
  }

  private Take store(Generation generation, Take take, Fetch.Got got) {
    try (Spool spool = got.spool()) {
      meters.summary("audio.bytes").record((double) spool.size());
      return take.at(storage.keep(generation, take.n(), got));
    }
  }

  private void complain(Generation generation, Take take, String why) {
    meters.counter("audio.failures", "reason", why).increment();
    log.atWarn()
        .addKeyValue("generation_id", generation.id())
        .addKeyValue("song_id", generation.songId())
        .addKeyValue("user_id", generation.userId())
        .addKeyValue("take", take.n())
        .addKeyValue("why", why)
        .log("a take could not be fetched");
  }
}
