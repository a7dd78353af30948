package ai.babymusic.worker.audio;

import ai.babymusic.schemas.events.Change.SongDeleted;
import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.worker.jobs.Jobs;
import ai.babymusic.worker.kafka.Inbox;
import ai.babymusic.worker.transactions.Transactions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears of deleted songs, whose audio has to go too. Few of the changes are that, and nobody waits
 * for it: so records are fetched by the many, and an offset is committed for all of them.
 */
@Component
class RemovalListener {

  private final Inbox inbox;
  private final Jobs jobs;
  private final Transactions transactions;

  RemovalListener(Inbox inbox, Jobs jobs, Transactions transactions) {
    this.inbox = inbox;
    this.jobs = jobs;
    this.transactions = transactions;
  }

  @KafkaListener(
      topics = Topic.CHANGES_NAME,
      groupId = ConsumerGroup.GENERATION_WORKER_AUDIO_NAME,
      ackMode = "BATCH",
      properties = {"fetch.min.bytes=262144", "fetch.max.wait.ms=500"})
  void on(ConsumerRecord<String, byte[]> record) {
    inbox.take(
        record,
        SongDeleted.class,
        message -> {
          SongRow song = message.event().row();
          transactions.run(() -> jobs.now(RemovalJob.job(song.userId(), song.id())));
        });
  }
}
