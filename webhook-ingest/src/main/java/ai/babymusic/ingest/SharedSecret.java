package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The one secret of the address that callers of the former backend use; may be absent. */
@Component
class SharedSecret {

  private static final List<String> HEADERS =
      List.of("x-webhook-secret", "x-secret", "webhook-secret", "secret");

  private final Optional<String> secret;

  SharedSecret(IngestProperties properties) {
    secret = Optional.ofNullable(properties.sharedSecret()).filter(given -> !given.isBlank());
  }

  /** What was presented and what was expected, if the secret is set and one header holds it. */
  Verdict check(HttpServletRequest request) {
    if (secret.isEmpty()) {
      return new Closed();
    }
    List<String> presented =
        HEADERS.stream().map(request::getHeader).filter(Objects::nonNull).toList();
    byte[] expected = secret.get().getBytes(UTF_8);
    boolean verified = false;
    for (String candidate : presented) {
      verified |= MessageDigest.isEqual(expected, candidate.getBytes(UTF_8));
    }
    return verified
        ? new Verified(
            Stream.concat(secret.stream(), presented.stream())
                .filter(text -> !text.isBlank())
                .toList())
        : new Wrong();
  }

  sealed interface Verdict {}

  record Closed() implements Verdict {}

  record Wrong() implements Verdict {}

  /** Blot these out of the body. */
  record Verified(List<String> secrets) implements Verdict {}
}
