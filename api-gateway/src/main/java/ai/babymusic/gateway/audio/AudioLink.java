package ai.babymusic.gateway.audio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A URL at which audio can be fetched, without any header.
 *
 * @param expiresAt until when; null for audio that is not in our storage
 */
public record AudioLink(String url, @Nullable Instant expiresAt) {}
