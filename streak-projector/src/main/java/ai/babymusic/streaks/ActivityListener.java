package ai.babymusic.streaks;

import ai.babymusic.schemas.events.Event;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventCodec.UnreadableEvent;
import ai.babymusic.schemas.events.UserActivity.UserActive;
import ai.babymusic.schemas.topics.ConsumerGroup;
import ai.babymusic.schemas.topics.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Reads {@code user.activity.v1}, all that a poll brought in one transaction; the offsets follow
 * its commit. A record that can never succeed is named to the error handler, which buries it and
 * hands over the rest again: what was added before it is added once more, and changes nothing.
 */
@Component
class ActivityListener {

  private final Streaks streaks;
  private final ActivitySpans spans;
  private final Counter added;
  private final Counter skipped;

  ActivityListener(Streaks streaks, ActivitySpans spans, MeterRegistry metrics) {
    this.streaks = streaks;
    this.spans = spans;
    added = metrics.counter("streaks.activities.added");
    skipped = metrics.counter("streaks.events.skipped");
  }

  @KafkaListener(topics = Topic.USER_ACTIVITY_NAME, groupId = ConsumerGroup.STREAK_PROJECTOR_NAME)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    var activities = new LinkedHashMap<ConsumerRecord<String, byte[]>, UserActive>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        read(record).ifPresent(activity -> activities.put(record, activity));
      } catch (UnreadableEvent e) {
        add(activities);
        throw new BatchListenerFailedException("unreadable", e, record);
      }
    }
    add(activities);
  }

  private void add(Map<ConsumerRecord<String, byte[]>, UserActive> activities) {
    if (activities.isEmpty()) {
      return;
    }
    try {
      spans.around(activities.keySet(), () -> streaks.add(List.copyOf(activities.values())));
    } catch (DataIntegrityViolationException e) {
      // One of them; which one shows when each goes alone.
      activities.forEach(this::addAlone);
    }
    added.increment(activities.size());
  }

  private void addAlone(ConsumerRecord<String, byte[]> record, UserActive activity) {
    try {
      streaks.add(List.of(activity));
    } catch (DataIntegrityViolationException e) {
      throw new BatchListenerFailedException("refused by the database", e, record);
    }
  }

  private Optional<UserActive> read(ConsumerRecord<String, byte[]> record) {
    Event event = EventCodec.read(EventCodec.envelope(record)).orElse(null);
    if (event instanceof UserActive activity) {
      return Optional.of(complete(activity));
    }
    // Of a later version: not an error, and nothing for this one.
    skipped.increment();
    return Optional.empty();
  }

  /** Missing fields are null, whatever the record's types say: it comes from outside. */
  @SuppressWarnings("ConstantValue")
  private static UserActive complete(UserActive activity) {
    if (activity.userId() == null || activity.activeAt() == null) {
      throw new UnreadableEvent("user_id or active_at is missing", null);
    }
    return activity;
  }
}
