package ai.babymusic.local.replay;

import ai.babymusic.local.settings.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that a topic holds.
 *
 * @param end the offset after the newest
 */
record Kept(TopicPartition letters, long oldest, long end) {

  static Kept in(TopicPartition letters, Consumer<?, ?> consumer) {
    List<TopicPartition> asked = List.of(letters);
    return new Kept(
        letters,
        consumer.beginningOffsets(asked).getOrDefault(letters, 0L),
        consumer.endOffsets(asked).getOrDefault(letters, 0L));
  }

  /**
   * Where a replay that begins at {@code beginning} has to read first.
   *
   * @throws Refusal if it names an offset that is not there
   */
  long offset(Beginning beginning, Consumer<?, ?> consumer) {
    return switch (beginning) {
      case Beginning.Oldest() -> oldest;
      case Beginning.Remembered() -> {
        @Nullable OffsetAndMetadata next = consumer.committed(Set.of(letters)).get(letters);
        yield next == null ? oldest : Math.clamp(next.offset(), oldest, end);
      }
      case Beginning.Since(var time) -> {
        @Nullable OffsetAndTimestamp first =
            consumer.offsetsForTimes(Map.of(letters, time.toEpochMilli())).get(letters);
        yield first == null ? end : first.offset();
      }
      case Beginning.Offset(long offset) -> {
        if (offset < oldest || offset > end) {
          throw new Refusal(
              "%s holds the offsets from %d up to %d, not %d"
                  .formatted(letters.topic(), oldest, end, offset));
        }
        yield offset;
      }
    };
  }
}
