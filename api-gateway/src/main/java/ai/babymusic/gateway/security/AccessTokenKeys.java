package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys of this instance: the first signs, all verify. They follow their file, so that keys are
 * exchanged without a restart; a file that cannot be used changes nothing.
 */
@Component
public class AccessTokenKeys {

  private static final Logger log = LoggerFactory.getLogger(AccessTokenKeys.class);

  private final Path file;

  /** Null when the file could not be read. */
  private @Nullable String seen;

  private volatile KeySet current;

  AccessTokenKeys(GatewaySettings settings) {
    file = settings.auth().jwksFile();
    try {
      String text = Files.readString(file);
      current = KeySet.parse(text);
      seen = text;
    } catch (IOException e) {
      throw new IllegalStateException("AUTH_JWKS_FILE: %s cannot be read".formatted(file), e);
    } catch (KeySet.Unusable e) {
      throw new IllegalStateException(
          "AUTH_JWKS_FILE: %s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** With its private part. */
  public JWK signingKey() {
    return current.keys().getFirst();
  }

  /** For everyone to read: no private part in it. */
  public JWKSet publicKeys() {
    return current.publicKeys();
  }

  /** The one algorithm that one of these keys is used with. */
  public static JWSAlgorithm algorithm(JWK key) {
    return KeySet.algorithm(key).orElseThrow();
  }

  /** Takes over what the file has become, all of it or nothing. Complains once. */
  synchronized void follow() {
    try {
      String text = Files.readString(file);
      if (text.equals(seen)) {
        return;
      }
      seen = text;
      current = KeySet.parse(text);
      List<String> verifying = current.keys().stream().map(JWK::getKeyID).toList();
      log.atInfo()
          .addKeyValue("signing", signingKey().getKeyID())
          .addKeyValue("verifying", verifying)
          .log("keys changed");
    } catch (IOException e) {
      if (seen != null) {
        complain("it cannot be read: " + e);
      }
      seen = null;
    } catch (KeySet.Unusable e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  private void complain(String why) {
    log.atError()
        .addKeyValue("file", file)
        .addKeyValue("why", why)
        .log("AUTH_JWKS_FILE cannot be used, the keys stay as they are");
  }
}
