package ai.babymusic.local.fuzzing;

/** A body and what it is. */
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record HostileBody(byte[] bytes, Shape shape) {}
