package ai.babymusic.gateway.signin.accounts;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What users say about themselves. It travels in every access token, and that in a header: without
 * a limit somebody could store so much that no server would read the requests any more.
 */
@Component
public class UserMetadata {

  static final int MAX_BYTES = 4096;

  private final JsonMapper json;

  UserMetadata(JsonMapper json) {
    this.json = json;
  }

  /**
   * The old data with the new in it; null takes an entry away.
   *
   * @throws AuthError if the result is too large
   */
  public Map<String, Object> merge(Map<String, Object> old, Map<String, Object> changes) {
    var merged = new LinkedHashMap<>(old);
    changes.forEach((key, value) -> {
      if (value == null) {
        merged.remove(key);
      } else {
        merged.put(key, value);
      }
    });
    if (json.writeValueAsString(merged).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw AuthError.validationFailed(
          "User metadata may have at most %d bytes".formatted(MAX_BYTES));
    }
    return merged;
  }
}
