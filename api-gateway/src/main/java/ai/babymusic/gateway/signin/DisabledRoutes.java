package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.signin.admin.Administrator;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What the contract has and this instance does not offer. Clients know these answers, and do not
 * take them for a fault.
 */
@Hidden
@AuthRoutes
class DisabledRoutes {

  @PostMapping("/factors")
  void enroll(SignedIn signedIn, AuthBody body) {
    throw switch (body.text("factor_type").orElse("")) {
      case "totp" -> enrollmentDisabled("totp", "TOTP");
      case "phone" -> enrollmentDisabled("phone", "Phone");
      case "webauthn" -> enrollmentDisabled("webauthn", "WebAuthn");
      default -> AuthError.validationFailed("factor_type needs to be totp, phone, or webauthn");
    };
  }

  @RequestMapping("/factors/**")
  void factor(SignedIn signedIn) {
    throw noFactor();
  }

  @GetMapping("/admin/users/{id}/factors")
  List<Object> factors(Administrator administrator) {
    return List.of();
  }

  @DeleteMapping("/admin/users/{id}/factors/{factor}")
  void removeFactor(Administrator administrator) {
    throw noFactor();
  }

  @RequestMapping({"/passkeys/**", "/admin/users/{id}/passkeys/**"})
  void passkeys() {
    throw absent("passkey_disabled", "Passkeys are disabled");
  }

  @RequestMapping({"/sso/**", "/admin/sso/**"})
  void saml() {
    throw absent("saml_provider_disabled", "SAML 2.0 is disabled");
  }

  @RequestMapping({
    "/oauth/**",
    "/user/oauth/**",
    "/admin/oauth/**",
    "/.well-known/oauth-authorization-server"
  })
  void oauthServer() {
    throw absent("feature_disabled", "OAuth server is disabled");
  }

  @RequestMapping("/admin/custom-providers/**")
  void customProviders() {
    throw absent("feature_disabled", "Custom OAuth providers are disabled");
  }

  @RequestMapping({"/scim/**", "/admin/scim-providers/**"})
  void scim() {
    throw absent("feature_disabled", "SCIM server is disabled");
  }

  private static AuthError enrollmentDisabled(String factor, String name) {
    return AuthError.unprocessable(
        "mfa_%s_enroll_not_enabled".formatted(factor), "MFA enroll is disabled for " + name);
  }

  /** Nobody can have one, so none is found. */
  private static AuthError noFactor() {
    return absent("mfa_factor_not_found", "Factor not found");
  }

  private static AuthError absent(String code, String message) {
    return AuthError.of(HttpStatus.NOT_FOUND, code, message);
  }
}
