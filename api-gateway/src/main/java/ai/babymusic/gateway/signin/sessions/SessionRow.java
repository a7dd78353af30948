package ai.babymusic.gateway.signin.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in.
 *
 * @param aal how sure it is who signed in
 * @param amr by what means, newest first
 * @param notAfter when it ends whatever happens
 */
record SessionRow(
    UUID id, UUID userId, String aal, List<Map<String, Object>> amr, @Nullable Instant notAfter) {

  boolean hasEnded(Instant now) {
    return notAfter != null && !notAfter.isAfter(now);
  }
}
