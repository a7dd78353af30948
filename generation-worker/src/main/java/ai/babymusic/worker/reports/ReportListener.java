package ai.babymusic.worker.reports;

import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.events.PiapiTasks.TaskReported;
import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.Generations;
import ai.babymusic.worker.kafka.Inbox;
import ai.babymusic.worker.provider.MusicProvider;
import ai.babymusic.worker.provider.TaskReport;
import ai.babymusic.worker.tracing.SongTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads what the provider reports, from webhooks and from our own polls alike. */
@Component
class ReportListener {

  private final Inbox inbox;
  private final MusicProvider provider;
  private final Generations generations;
  private final Reports reports;
  private final SongTrace trace;
  private final MeterRegistry meters;
  private final Timer delay;

  ReportListener(
      Inbox inbox,
      MusicProvider provider,
      Generations generations,
      Reports reports,
      SongTrace trace,
      MeterRegistry meters) {
    this.inbox = inbox;
    this.provider = provider;
    this.generations = generations;
    this.reports = reports;
    this.trace = trace;
    this.meters = meters;
    this.delay =
        Timer.builder("provider.report.delay")
            .description("From a report's arrival in Kafka until it was applied")
            .register(meters);
  }

  @KafkaListener(topics = Topic.PIAPI_TASKS_NAME, groupId = ConsumerGroup.GENERATION_WORKER_NAME)
  void on(ConsumerRecord<String, byte[]> record) {
    inbox.take(
        record,
        TaskReported.class,
        message -> {
          apply(message.subject(), message.event());
          delay.record(
              Math.max(System.currentTimeMillis() - record.timestamp(), 0), TimeUnit.MILLISECONDS);
        });
  }

  private void apply(String subject, TaskReported reported) {
    TaskReport report = provider.read(reported.task());
    if (report.taskId() == null && report.outcome() instanceof TaskReport.Outcome.UnderWay) {
      // The ingest keeps such bodies as dead letters; one that was replayed too early goes back.
      throw new UnreadableEvent("no task in it", null);
    }
    generation(subject, report)
        .ifPresentOrElse(
            id ->
                trace.during(
                    id,
                    "apply-report",
                    () -> {
                      reports.apply(id, report);
                      return true;
                    }),
            () -> meters.counter("provider.reports.ignored", "reason", "not ours").increment());
  }

  /** The subject is the generation; or the task, where a report came without its own address. */
  private Optional<UUID> generation(String subject, TaskReport report) {
    return uuid(subject)
        .flatMap(generations::find)
        .map(Generation::id)
        .or(() -> Optional.ofNullable(report.taskId()).flatMap(generations::idOfTask));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
