package ai.babymusic.schemas.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;

/**
 * The headers that make a dead letter of a record, beside those it came with. The names are Spring
 * Kafka's, which writes where a record stood; the reason is written here, alike for every consumer.
 */
public final class DeadLetterHeaders {

  /** Of all headers that say where the record was and why it is here. */
  public static final String PREFIX = "kafka_dlt-";

  /** The topic it belongs to: where a replay brings it. */
  public static final String ORIGINAL_TOPIC = PREFIX + "original-topic";

  /** Four bytes. Missing where a record was never in its topic. */
  public static final String ORIGINAL_PARTITION = PREFIX + "original-partition";

  /** Eight bytes. Missing where a record was never in its topic. */
  public static final String ORIGINAL_OFFSET = PREFIX + "original-offset";

  public static final String CONSUMER_GROUP = PREFIX + "original-consumer-group";
  public static final String EXCEPTION_CLASS = PREFIX + "exception-fqcn";
  public static final String EXCEPTION_MESSAGE = PREFIX + "exception-message";

  /**
   * How often the record has been replayed, as a decimal number. It stays on the record: a dead
   * letter that has it failed again.
   */
  public static final String REPLAYS = "dlt-replays";

  /**
   * The id in {@code refused_announcements} of what was too large for Kafka: this letter has no
   * payload and cannot be replayed.
   */
  public static final String REFUSED_ANNOUNCEMENT = "dlt-refused-announcement";

  private static final int LONGEST_MESSAGE = 1000;

  private DeadLetterHeaders() {}

  /** Says why: the kind of fault and its message, without a stack. */
  public static void explain(Headers headers, Throwable reason) {
    String message = Objects.requireNonNullElse(reason.getMessage(), "");
    add(headers, EXCEPTION_CLASS, reason.getClass().getName());
    add(
        headers,
        EXCEPTION_MESSAGE,
        message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
  }

  /** Adds {@code name} with {@code value} as UTF-8. */
  public static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
