package ai.babymusic.worker.requests;

import ai.babymusic.schemas.events.GenerationRequests.GenerationRequested;
import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import ai.babymusic.worker.kafka.Inbox;
import ai.babymusic.worker.transactions.Transactions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of attempts that somebody wants, and only notes that there is work. */
@Component
class RequestListener {

  private final Inbox inbox;
  private final Requests requests;
  private final Transactions transactions;

  RequestListener(Inbox inbox, Requests requests, Transactions transactions) {
    this.inbox = inbox;
    this.requests = requests;
    this.transactions = transactions;
  }

  @KafkaListener(
      topics = Topic.GENERATION_REQUESTS_NAME,
      groupId = ConsumerGroup.GENERATION_WORKER_NAME)
  void on(ConsumerRecord<String, byte[]> record) {
    inbox.take(
        record,
        GenerationRequested.class,
        message -> transactions.run(() -> requests.take(message.event())));
  }
}
