package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The providers that were configured. Each is looked for when it is first needed. */
@Component
public class Providers {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Set<String> OURS = Set.of("email", "phone", "anonymous_users");

  private final Map<String, GatewaySettings.Provider> settings;
  private final Discovery discovery;
  private final Map<String, Provider> found = new ConcurrentHashMap<>();

  Providers(GatewaySettings settings, Discovery discovery) {
    this.settings = settings.auth().providers();
    this.discovery = discovery;
    this.settings.keySet().forEach(Providers::check);
  }

  /** All that are known by name, and whether they are switched on. */
  public Map<String, Boolean> switchedOn() {
    return settings.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, provider -> provider.getValue().enabled()));
  }

  /**
   * The provider of that name.
   *
   * @throws AuthError if there is none, it is switched off, or it cannot be reached
   */
  Provider named(String name) {
    var wanted = enabled(name);
    // Two that look at once both find it; one that does not find it leaves nothing behind.
    Provider known = found.get(name);
    if (known != null) {
      return known;
    }
    Provider discovered = discovery.find(name, wanted);
    found.put(name, discovered);
    return discovered;
  }

  /**
   * Its settings, without a look at the provider itself.
   *
   * @throws AuthError if there is none, or it is switched off
   */
  GatewaySettings.Provider enabled(String name) {
    var wanted = settings.get(name);
    if (wanted == null || !wanted.enabled()) {
      throw AuthError.validationFailed("Unsupported provider: provider is not enabled");
    }
    return wanted;
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches() || OURS.contains(name)) {
      throw new IllegalStateException(
          "gateway.auth.providers.%s: a name has lower-case letters, digits, - and _, and is none of %s"
              .formatted(name, OURS));
    }
  }
}
