package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.gateway.feeds.TopicFeed;
import ai.babymusic.gateway.feeds.TopicFeeds;
import ai.babymusic.schemas.topics.Topic;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.stereotype.Component;

/**
 * Hands the changes in {@code changes.v1} to the streams, from the topic's end on: what is lost on
 * the way the numbers show, and the outbox fills.
 */
@Component
class ChangeFeed implements TopicFeed.Reader {

  private final TopicFeed feed;
  private final OpenStreams streams;
  private final ChangeReader reader;
  private final Heartbeats heartbeats;
  private final StreamMeasures measures;
  private final DeliverySpans deliveries;

  ChangeFeed(
      TopicFeeds feeds,
      OpenStreams streams,
      ChangeReader reader,
      Heartbeats heartbeats,
      StreamMeasures measures,
      DeliverySpans deliveries) {
    this.feed = feeds.of(Topic.CHANGES, TopicFeed.From.LATEST, this);
    this.streams = streams;
    this.reader = reader;
    this.heartbeats = heartbeats;
    this.measures = measures;
    this.deliveries = deliveries;
  }

  void start() {
    feed.start();
  }

  void stop() {
    feed.stop();
  }

  @Override
  public void onBeginning() {
    heartbeats.soon();
  }

  @Override
  public void on(ConsumerRecord<byte[], byte[]> record) {
    Set<EventStream> readers = streams.of(UUID.fromString(new String(record.key(), UTF_8)));
    if (!readers.isEmpty()) {
      Header type = record.headers().lastHeader("ce_type");
      ChangeFrame change = reader.read(new String(type.value(), UTF_8), record.value());
      deliveries
          .of(record.headers())
          .observe(() -> readers.forEach(stream -> stream.change(change)));
      measures.handedOver(record.headers().lastHeader("ce_time"));
    }
  }
}
