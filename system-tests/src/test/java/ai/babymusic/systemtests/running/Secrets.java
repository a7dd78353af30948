package ai.babymusic.systemtests.running;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every token, password and code that the tests of this JVM have come to see. */
public final class Secrets {

  private static final Map<String, String> KINDS = new ConcurrentHashMap<>();

  private Secrets() {}

  public static void note(String kind, String secret) {
    KINDS.put(secret, kind);
  }

  /** What each of them is, as the wire names it. */
  public static Map<String, String> kinds() {
    return Map.copyOf(KINDS);
  }
}
