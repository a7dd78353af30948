package ai.babymusic.schemas.events;

import ai.babymusic.schemas.topics.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event there is: its type on the wire ({@code ce_type}), its topic and its record. */
public enum EventType {
  GENERATION_REQUESTED(
      "generation.requested",
      Topic.GENERATION_REQUESTS,
      GenerationRequests.GenerationRequested.class),
  TASK_REPORTED("piapi.task.reported", Topic.PIAPI_TASKS, PiapiTasks.TaskReported.class),
  USER_ACTIVE("user.active", Topic.USER_ACTIVITY, UserActivity.UserActive.class),
  SONG_INSERTED("song.inserted", Topic.CHANGES, Change.SongInserted.class),
  SONG_UPDATED("song.updated", Topic.CHANGES, Change.SongUpdated.class),
  SONG_DELETED("song.deleted", Topic.CHANGES, Change.SongDeleted.class),
  SONG_VARIATION_INSERTED(
      "song_variation.inserted", Topic.CHANGES, Change.SongVariationInserted.class),
  SONG_VARIATION_UPDATED(
      "song_variation.updated", Topic.CHANGES, Change.SongVariationUpdated.class),
  SONG_VARIATION_DELETED(
      "song_variation.deleted", Topic.CHANGES, Change.SongVariationDeleted.class),
  PROFILE_INSERTED("profile.inserted", Topic.CHANGES, Change.ProfileInserted.class),
  PROFILE_UPDATED("profile.updated", Topic.CHANGES, Change.ProfileUpdated.class),
  PROFILE_DELETED("profile.deleted", Topic.CHANGES, Change.ProfileDeleted.class),
  MAIL_REQUESTED("mail.requested", Topic.AUTH_MAIL, Mails.MailRequested.class),
  SESSION_REVOKED("session.revoked", Topic.AUTH_REVOCATIONS, Revocations.SessionRevoked.class),
  GENERATION_CHANGED(
      "generation.changed", Topic.OPS_GENERATIONS, Operations.GenerationChanged.class),
  LYRIC_GENERATION_FAILED(
      "lyric_generation.failed", Topic.OPS_LYRIC_ERRORS, Operations.LyricGenerationFailed.class),
  WEBHOOKS_REJECTED("webhooks.rejected", Topic.OPS_REJECTIONS, Operations.WebhooksRejected.class);

  private static final Map<String, EventType> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

  private final String wireName;
  private final Topic topic;
  private final Class<? extends Event> record;

  EventType(String wireName, Topic topic, Class<? extends Event> record) {
    this.wireName = wireName;
    this.topic = topic;
    this.record = record;
  }

  /** The type called {@code wireName}; empty for one of a later version, which readers skip. */
  public static Optional<EventType> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** The type of {@code event}. */
  public static EventType of(Event event) {
    return Arrays.stream(values())
        .filter(type -> type.record.isInstance(event))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event type for " + event.getClass()));
  }

  /** The value of {@code ce_type}. */
  public String wireName() {
    return wireName;
  }

  public Topic topic() {
    return topic;
  }

  public Class<? extends Event> record() {
    return record;
  }
}
