package ai.babymusic.gateway.signin.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a refresh token.
 *
 * @param parent the token it was traded for; null for the first of a session
 * @param salt what made it from its parent; null for the first of a session
 * @param changedAt for a revoked token, when it was traded
 */
record RefreshTokenRow(
    long id, @Nullable Long parent, @Nullable UUID salt, boolean revoked, Instant changedAt) {}
