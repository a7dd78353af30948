package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code user.activity.v1}, keyed by user. */
public sealed interface UserActivity extends Event {

  /** A user did something that counts for the streak. Without a zone the profile's counts. */
  record UserActive(UUID userId, Instant activeAt, @Nullable String timezone)
      implements UserActivity {}
}
