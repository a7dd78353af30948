package ai.babymusic.schemas.events;

import java.util.UUID;

/**
 * {@code changes.v1}, keyed by user: rows as the API shows them. Within an epoch, a user's changes
 * are numbered in commit order without gaps.
 */
public sealed interface Change extends Event {

  UUID userId();

  String epoch();

  long seq();

  record SongInserted(UUID userId, String epoch, long seq, SongRow row) implements Change {}

  record SongUpdated(UUID userId, String epoch, long seq, SongRow row) implements Change {}

  /** The row as it last was. */
  record SongDeleted(UUID userId, String epoch, long seq, SongRow row) implements Change {}

  record SongVariationInserted(UUID userId, String epoch, long seq, SongVariationRow row)
      implements Change {}

  record SongVariationUpdated(UUID userId, String epoch, long seq, SongVariationRow row)
      implements Change {}

  record SongVariationDeleted(UUID userId, String epoch, long seq, SongVariationRow row)
      implements Change {}

  record ProfileInserted(UUID userId, String epoch, long seq, ProfileRow row) implements Change {}

  record ProfileUpdated(UUID userId, String epoch, long seq, ProfileRow row) implements Change {}

  record ProfileDeleted(UUID userId, String epoch, long seq, ProfileRow row) implements Change {}
}
