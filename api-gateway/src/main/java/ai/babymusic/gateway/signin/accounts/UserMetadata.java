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
    var merged = merged(old, changes);
    if (!fits(merged)) {
      throw AuthError.validationFailed(
          "User metadata may have at most %d bytes".formatted(MAX_BYTES));
    }
    return merged;
  }

  /** The same for changes that nobody asked for: the old data if the new do not fit in. */
  public Map<String, Object> mergeIfItFits(Map<String, Object> old, Map<String, Object> changes) {
    var merged = merged(old, changes);
    return fits(merged) ? merged : old;
  }

  private static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> changes) {
    var merged = new LinkedHashMap<>(old);
    changes.forEach((key, value) -> {
      if (value == null) {
        merged.remove(key);
      } else {
        merged.put(key, value);
      }
    });
    return merged;
  }

  private boolean fits(Map<String, Object> data) {
    return json.writeValueAsString(data).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
