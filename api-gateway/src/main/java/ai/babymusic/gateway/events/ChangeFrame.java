package ai.babymusic.gateway.events;

/**
 * One change of a user, ready to be sent. Made once and shared by all of the user's streams, so
 * nobody writes into {@code bytes}.
 *
 * @param bytes the whole event; empty for a type that this version does not know
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying would undo the sharing
record ChangeFrame(Position position, byte[] bytes) {}
