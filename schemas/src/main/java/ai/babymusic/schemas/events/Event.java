package ai.babymusic.schemas.events;

/** Something that happened, as it stands in a topic. Its {@link EventType} names it on the wire. */
public sealed interface Event
    permits GenerationRequests, PiapiTasks, UserActivity, Change, Mails, Revocations, Operations {}
