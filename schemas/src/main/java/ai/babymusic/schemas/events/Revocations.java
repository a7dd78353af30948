package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.UUID;

/** {@code auth.revocations.v1}, keyed by session. */
public sealed interface Revocations extends Event {

  /** The session ended: its access tokens are refused from now on, though they have not expired. */
  record SessionRevoked(UUID sessionId, UUID userId, Instant revokedAt) implements Revocations {}
}
