package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.events.Mails.MailRequested;
import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads {@code auth.mail.v1}: a wish is a row first, and whoever has time sends it. */
@Component
class MailFeed {

  private final Database database;
  private final MailTable table;
  private final Postman postman;
  private final Counter skipped;

  MailFeed(
      @Qualifier("auth") Database database,
      MailTable table,
      Postman postman,
      MeterRegistry meters) {
    this.database = database;
    this.table = table;
    this.postman = postman;
    this.skipped =
        Counter.builder("mails.events.skipped")
            .description("Records of auth.mail.v1 of a type that this version does not know")
            .register(meters);
  }

  @KafkaListener(
      topics = Topic.AUTH_MAIL_NAME,
      groupId = ConsumerGroup.MAILER_NAME,
      containerFactory = "mailListeners")
  void on(ConsumerRecord<String, byte[]> record) {
    Event event = EventCodec.read(EventCodec.envelope(record)).orElse(null);
    if (!(event instanceof MailRequested wish)) {
      skipped.increment();
      return;
    }
    if (MailKind.of(wish.kind()).isEmpty()) {
      throw new UnreadableEvent("no mail of kind " + wish.kind(), null);
    }
    if (database.write(jdbc -> table.add(jdbc, wish))) {
      postman.hurry();
    }
  }
}
