package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewayApplication;
import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.security.AccessTokenKeys;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.providers.Providers;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What everybody may know of this instance: its ways to sign in, its public keys. */
@AuthRoutes
class InstanceRoute {

  /** Every name of the contract: a client that asks for one finds an answer. */
  private static final List<String> PROVIDERS =
      List.of(
          "apple",
          "azure",
          "bitbucket",
          "discord",
          "facebook",
          "figma",
          "fly",
          "github",
          "gitlab",
          "google",
          "kakao",
          "keycloak",
          "linkedin",
          "linkedin_oidc",
          "notion",
          "slack",
          "slack_oidc",
          "snapchat",
          "spotify",
          "twitch",
          "twitter",
          "workos",
          "zoom");

  private final GatewaySettings.Auth settings;
  private final AccessTokenKeys keys;
  private final Map<String, Boolean> external = new LinkedHashMap<>();

  InstanceRoute(GatewaySettings settings, AccessTokenKeys keys, Providers providers) {
    this.settings = settings.auth();
    this.keys = keys;
    PROVIDERS.forEach(name -> external.put(name, false));
    external.putAll(providers.switchedOn());
    external.put("anonymous_users", this.settings.anonymous());
    external.put("email", true);
    external.put("phone", false);
  }

  @GetMapping("/settings")
  Map<String, Object> settings() {
    return Map.of(
        "external",
        external,
        "disable_signup",
        settings.signupDisabled(),
        "mailer_autoconfirm",
        settings.autoConfirm(),
        "phone_autoconfirm",
        false,
        "sms_provider",
        "",
        "saml_enabled",
        false,
        "saml_private_key_next_configured",
        false,
        "passkeys_enabled",
        false);
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, Object>> keys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
        .body(keys.publicKeys().toJSONObject());
  }

  @GetMapping("/health")
  Map<String, Object> health() {
    return Map.of(
        "name", "Baby Music",
        "description", "Sign-in of Baby Music, in GoTrue's contract",
        "version",
            Objects.requireNonNullElse(
                GatewayApplication.class.getPackage().getImplementationVersion(), "unpackaged"));
  }

  /** The rest of the contract's addresses, in the contract's format. */
  @Hidden
  @RequestMapping("/**")
  void unknown() {
    throw AuthError.of(HttpStatus.NOT_FOUND, "not_found", "There is no such endpoint");
  }
}
