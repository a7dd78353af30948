package ai.babymusic.gateway.revocations;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.gateway.feeds.TopicFeed;
import ai.babymusic.gateway.feeds.TopicFeeds;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventType;
import ai.babymusic.schemas.events.Revocations.SessionRevoked;
import ai.babymusic.schemas.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Hears of each session's end as soon as it is announced. What it misses the check finds. */
@Component
class RevocationFeed implements TopicFeed.Reader {

  private final TopicFeed feed;
  private final RevokedSessions revoked;

  RevocationFeed(TopicFeeds feeds, RevokedSessions revoked) {
    this.feed = feeds.of(Topic.AUTH_REVOCATIONS, TopicFeed.From.EARLIEST, this);
    this.revoked = revoked;
  }

  void start() {
    feed.start();
  }

  void stop() {
    feed.stop();
  }

  @Override
  public void on(ConsumerRecord<byte[], byte[]> record) {
    var type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
    if (EventType.of(type).orElse(null) == EventType.SESSION_REVOKED) {
      revoked.add(EventCodec.JSON.readValue(record.value(), SessionRevoked.class));
    }
  }
}
