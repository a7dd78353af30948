package ai.babymusic.systemtests.running;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Every token, password and code that the tests of this JVM have come to see. */
public final class Secrets {

  private static final Pattern FIELD = Pattern.compile("[?#&](\\w+)=([^&#]+)");
  private static final Set<String> IN_ADDRESSES =
      Set.of(
          "access_token",
          "code",
          "provider_refresh_token",
          "provider_token",
          "refresh_token",
          "state");

  private static final Map<String, String> KINDS = new ConcurrentHashMap<>();

  private Secrets() {}

  public static void note(String kind, String secret) {
    KINDS.put(secret, kind);
  }

  /** Those in the address of a page. */
  public static URI noteThoseIn(String address) {
    FIELD
        .matcher(address)
        .results()
        .filter(field -> IN_ADDRESSES.contains(field.group(1)))
        .forEach(field -> note(field.group(1), field.group(2)));
    return URI.create(address);
  }

  /** What each of them is, as the wire names it. */
  public static Map<String, String> kinds() {
    return Map.copyOf(KINDS);
  }
}
