package ai.babymusic.worker.requests;

import ai.babymusic.schemas.events.GenerationRequests.GenerationRequested;
import ai.babymusic.worker.generations.Attempt;
import ai.babymusic.worker.generations.Attempts;
import ai.babymusic.worker.generations.GenerationStatus;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.lyrics.LyricsJob;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/** Begins attempts that still wait to be begun. */
@Component
class Requests {

  private static final Logger log = LoggerFactory.getLogger(Requests.class);

  /** A record can arrive before its transaction can be seen, where a standby is waited for. */
  private static final Duration UNTIL_VISIBLE = Duration.ofMinutes(1);

  private final Attempts attempts;
  private final Generations generations;
  private final Jobs jobs;
  private final MeterRegistry meters;

  Requests(Attempts attempts, Generations generations, Jobs jobs, MeterRegistry meters) {
    this.attempts = attempts;
    this.generations = generations;
    this.jobs = jobs;
    this.meters = meters;
  }

  /** Inside a transaction. */
  void take(GenerationRequested request) {
    Optional<Attempt> attempt = attempts.lock(request.generationId());
    if (attempt.isEmpty()) {
      if (request.requestedAt().plus(UNTIL_VISIBLE).isAfter(Instant.now())) {
        throw new TransientDataAccessResourceException("the requested attempt cannot be seen yet");
      }
      ignore(request, "unknown");
    } else if (attempt.get().status() != GenerationStatus.QUEUED) {
      ignore(request, "already begun");
    } else if (attempt.get().song() == null) {
      generations.cancelled(request.generationId(), "song_deleted");
      ignore(request, "song deleted");
    } else {
      jobs.now(LyricsJob.KIND.instance(request.generationId().toString()).build());
    }
  }

  private void ignore(GenerationRequested request, String why) {
    meters.counter("generation.requests.ignored", "reason", why).increment();
    log.atInfo()
        .addKeyValue("generation_id", request.generationId())
        .addKeyValue("song_id", request.songId())
        .addKeyValue("why", why)
        .log("request ignored");
  }
}
