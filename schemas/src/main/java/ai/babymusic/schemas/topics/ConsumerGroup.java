package ai.babymusic.schemas.topics;

import java.util.List;

/** Every group that reads a topic together. Whoever needs all of a topic by itself has none. */
public enum ConsumerGroup {
  GENERATION_WORKER(
      ConsumerGroup.GENERATION_WORKER_NAME, Topic.GENERATION_REQUESTS, Topic.PIAPI_TASKS),
  GENERATION_WORKER_AUDIO(ConsumerGroup.GENERATION_WORKER_AUDIO_NAME, Topic.CHANGES),
  STREAK_PROJECTOR(ConsumerGroup.STREAK_PROJECTOR_NAME, Topic.USER_ACTIVITY),
  MAILER(ConsumerGroup.MAILER_NAME, Topic.AUTH_MAIL);

  /** For annotations, which take constants only. */
  public static final String GENERATION_WORKER_NAME = "generation-worker";

  public static final String GENERATION_WORKER_AUDIO_NAME = "generation-worker-audio";
  public static final String STREAK_PROJECTOR_NAME = "streak-projector";
  public static final String MAILER_NAME = "mailer";

  private final String groupId;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Topic> topics;

  ConsumerGroup(String groupId, Topic... topics) {
    this.groupId = groupId;
    this.topics = List.of(topics);
  }

  /** As Kafka knows it. */
  public String groupId() {
    return groupId;
  }

  /** What it reads. */
  public List<Topic> topics() {
    return topics;
  }
}
