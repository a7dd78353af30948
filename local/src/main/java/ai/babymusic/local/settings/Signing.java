package ai.babymusic.local.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * With what access tokens are signed, and in whose name.
 *
 * @param keys the private JWK Set
 * @param own whether the file is the instance's own, to be made if it is absent
 * @param issuer the tokens' {@code iss}
 */
public record Signing(Path keys, boolean own, String issuer) {

  /** The caller's variables win over the instance's own. */
  public static Signing of(Map<String, String> caller, Ports ports, DataFolder data) {
    String keys = caller.getOrDefault("AUTH_JWKS_FILE", "");
    String issuer = caller.getOrDefault("AUTH_ISSUER", "");
    return new Signing(
        keys.isBlank() ? data.secrets().resolve("jwks.json") : Path.of(keys).toAbsolutePath(),
        keys.isBlank(),
        issuer.isBlank() ? ports.gatewayUrl() + "/auth/v1" : issuer);
  }
}
