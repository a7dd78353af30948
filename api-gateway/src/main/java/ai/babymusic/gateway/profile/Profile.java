package ai.babymusic.gateway.profile;

import ai.babymusic.schemas.events.ProfileRow;
import org.jspecify.annotations.Nullable;

/**
 * A profile as its owner sees it.
 *
 * @param email told to the owner alone, so it is in no event; a guest has none
 */
record Profile(ProfileRow row, @Nullable String email) {}
