package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.flows.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows a browser again that comes back from a provider. Without it somebody could begin a sign-in,
 * stop before its last step and have another browser take that: whoever sits there would be in the
 * wrong account and not know. Lax: it comes along when the provider sends the browser back.
 */
@Component
class FlowCookie {

  static final String NAME = "baby-music-flow";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final boolean secure;
  private final String path;

  FlowCookie(GatewaySettings settings) {
    var external = settings.auth().externalUrl();
    this.secure = "https".equals(external.getScheme());
    this.path = external.getRawPath().isEmpty() ? "/" : external.getRawPath();
  }

  Optional<Secret> read(@Nullable String value) {
    return value != null && FORM.matcher(value).matches()
        ? Optional.of(new Secret(value))
        : Optional.empty();
  }

  /** Longer than any flow: with two begun, the second keeps the cookie of the first alive. */
  String write(Secret browser) {
    return ResponseCookie.from(NAME, browser.text())
        .path(path)
        .maxAge(Duration.ofMinutes(15))
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .build()
        .toString();
  }
}
