package ai.babymusic.streaks;

import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.topics.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads {@code user.activity.v1}; a record's offset follows the commit of its streak. */
@Component
class ActivityListener {

  private final Streaks streaks;
  private final Counter added;
  private final Counter skipped;

  ActivityListener(Streaks streaks, MeterRegistry metrics) {
    this.streaks = streaks;
    added = metrics.counter("streaks.activities.added");
    skipped = metrics.counter("streaks.events.skipped");
  }

  @KafkaListener(topics = Topic.USER_ACTIVITY_NAME)
  void on(ConsumerRecord<String, byte[]> record) {
    Event event = EventCodec.read(cloudEvent(record)).orElse(null);
    if (event instanceof UserActive activity) {
      streaks.add(complete(activity));
      added.increment();
    } else {
      // Of a later version: not an error, and nothing for this one.
      skipped.increment();
    }
  }

  private static CloudEvent cloudEvent(ConsumerRecord<String, byte[]> record) {
    try {
      return KafkaMessageFactory.createReader(record).toEvent();
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw new UnreadableRecord("not a CloudEvent: " + e.getMessage(), e);
    }
  }

  /** Missing fields are null, whatever the record's types say: it comes from outside. */
  @SuppressWarnings("ConstantValue")
  private static UserActive complete(UserActive activity) {
    if (activity.userId() == null || activity.activeAt() == null) {
      throw new UnreadableRecord("user_id or active_at is missing", null);
    }
    return activity;
  }
}
