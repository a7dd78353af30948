package ai.babymusic.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.schemas.deadletters.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that could not be processed, as it lies in its dead-letter topic. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

  private static final String SUFFIX = ".dlt";

  /** Where it belongs. */
  String originalTopic() {
    String named = text(DeadLetterHeaders.ORIGINAL_TOPIC);
    return named == null ? topicOf(record.topic()) : named;
  }

  /** The topic whose dead letters lie in {@code deadLetterTopic}. */
  static String topicOf(String deadLetterTopic) {
    return deadLetterTopic.substring(0, deadLetterTopic.length() - SUFFIX.length());
  }

  static boolean isTopic(String name) {
    return name.length() > SUFFIX.length() && name.endsWith(SUFFIX);
  }

  /** How often it was replayed before. */
  int replays() {
    String count = text(DeadLetterHeaders.REPLAYS);
    return count != null && count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
  }

  /** The announcement whose payload the database keeps; null if this is a whole record. */
  @Nullable String refusedAnnouncement() {
    return text(DeadLetterHeaders.REFUSED_ANNOUNCEMENT);
  }

  String key() {
    byte @Nullable [] key = record.key();
    return key == null ? "-" : new String(key, UTF_8);
  }

  String reason() {
    String reason = text(DeadLetterHeaders.EXCEPTION_MESSAGE);
    return reason == null ? "no reason given" : reason.lines().findFirst().orElse("");
  }

  /**
   * The record as it first was, with a mark that it comes from here. Its time is that of the
   * replay, for one of long ago would soon be gone from its topic again; when it happened stands in
   * {@code ce_time}.
   */
  ProducerRecord<byte[], byte[]> original() {
    ProducerRecord<byte[], byte[]> original =
        new ProducerRecord<>(originalTopic(), record.key(), record.value());
    for (Header header : record.headers()) {
      if (!header.key().startsWith(DeadLetterHeaders.PREFIX)
          && !header.key().equals(DeadLetterHeaders.REPLAYS)) {
        original.headers().add(header);
      }
    }
    DeadLetterHeaders.add(
        original.headers(), DeadLetterHeaders.REPLAYS, Integer.toString(replays() + 1));
    return original;
  }

  private @Nullable String text(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
