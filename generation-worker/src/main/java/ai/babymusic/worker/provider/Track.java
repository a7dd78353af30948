package ai.babymusic.worker.provider;

import org.jspecify.annotations.Nullable;

/**
 * A take that the provider made.
 *
 * @param id the provider's, unique within the attempt
 * @param url where it lies, exactly as the provider wrote it
 * @param seconds how long it plays, if the provider says
 */
public record Track(String id, String url, @Nullable String title, @Nullable Double seconds) {}
