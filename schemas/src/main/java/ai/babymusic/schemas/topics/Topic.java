package ai.babymusic.schemas.topics;

import java.time.Duration;

/**
 * Every topic of the system. A name carries its version; partition counts never change within one,
 * because the order of a key's records depends on them.
 */
public enum Topic {
  GENERATION_REQUESTS(Topic.GENERATION_REQUESTS_NAME, 6, Duration.ofDays(7)),
  PIAPI_TASKS(Topic.PIAPI_TASKS_NAME, 6, Duration.ofDays(7)),
  USER_ACTIVITY(Topic.USER_ACTIVITY_NAME, 6, Duration.ofDays(30)),
  CHANGES(Topic.CHANGES_NAME, 6, Duration.ofDays(7)),
  AUTH_MAIL("auth.mail.v1", 3, Duration.ofDays(1)),
  /** Kept for the longest life of an access token and an hour. */
  AUTH_REVOCATIONS("auth.revocations.v1", 3, Duration.ofHours(2)),
  OPS_GENERATIONS("ops.generations.v1", 3, Duration.ofDays(30)),
  OPS_LYRIC_ERRORS("ops.lyric-errors.v1", 3, Duration.ofDays(30)),
  OPS_REJECTIONS("ops.rejections.v1", 3, Duration.ofDays(30));

  /** For annotations, which take constants only. */
  public static final String GENERATION_REQUESTS_NAME = "generation.requests.v1";

  public static final String PIAPI_TASKS_NAME = "piapi.tasks.v1";
  public static final String USER_ACTIVITY_NAME = "user.activity.v1";
  public static final String CHANGES_NAME = "changes.v1";
  public static final String AUTH_MAIL_NAME = "auth.mail.v1";

  /** Dead letters of any topic are few, and are read by people: one partition, 30 days. */
  public static final int DEAD_LETTER_PARTITIONS = 1;

  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /** Twice what any other topic takes: a record that fits there fits here with its reason. */
  public static final int DEAD_LETTER_MAX_BYTES = 2 << 20;

  /** The consumer group whose offsets say how far dead letters have been replayed. */
  public static final String DEAD_LETTER_REPLAY_GROUP = "dead-letter-replay";

  private final String address;
  private final int partitions;
  private final Duration retention;

  Topic(String address, int partitions, Duration retention) {
    this.address = address;
    this.partitions = partitions;
    this.retention = retention;
  }

  /** The topic's name in Kafka. */
  public String address() {
    return address;
  }

  /** The name of the topic for records of this one that can never be processed. */
  public String deadLetterAddress() {
    return deadLetterAddress(address);
  }

  /** The name of the dead-letter topic of the topic called {@code address}. */
  public static String deadLetterAddress(String address) {
    return address + ".dlt";
  }

  public int partitions() {
    return partitions;
  }

  public Duration retention() {
    return retention;
  }
}
