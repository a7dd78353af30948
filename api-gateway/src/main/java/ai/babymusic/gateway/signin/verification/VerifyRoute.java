package ai.babymusic.gateway.signin.verification;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.flows.FlowType;
import ai.babymusic.gateway.signin.flows.Landing;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.limits.AttemptLimit;
import ai.babymusic.gateway.signin.limits.SignInLimits;
import ai.babymusic.gateway.signin.onetime.OneTimeSecret;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import jakarta.validation.Validator;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /verify}: the link or the code of a mail comes back. */
@AuthRoutes
class VerifyRoute {

  private final Verification verification;
  private final SignInLimits limits;
  private final RedirectTargets targets;
  private final Validator validator;

  VerifyRoute(
      Verification verification,
      SignInLimits limits,
      Validator validator,
      GatewaySettings settings) {
    this.verification = verification;
    this.limits = limits;
    this.targets = RedirectTargets.of(settings.auth());
    this.validator = validator;
  }

  /**
   * As the contract has it, for whoever calls it; our own mails lead to {@link ConfirmPage}. Spring
   * would answer HEAD with it too, and a program that only looks must spend nothing.
   */
  @GetMapping("/verify")
  ResponseEntity<Void> follow(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo,
      ClientDevice device) {
    return seeOther(landing(token, type, redirectTo, device));
  }

  @RequestMapping(path = "/verify", method = RequestMethod.HEAD)
  void look() {}

  /** The button of {@link ConfirmPage}. */
  @PostMapping("/confirm")
  ResponseEntity<Void> confirm(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo,
      ClientDevice device) {
    return seeOther(landing(token, type, redirectTo, device));
  }

  @PostMapping("/verify")
  Object verify(AuthBody body, ClientDevice device) {
    String type = body.text("type").orElse("");
    Verified verified =
        body.text("token_hash").isPresent()
            ? byTokenHash(body, type, device)
            : byCode(body, type, device);
    return switch (verified) {
      case Verified.SignedIn(var session) -> session;
      case Verified.OneOfTwo() -> Map.of("msg", Verified.OneOfTwo.MESSAGE, "code", "200");
      case Verified.ForTrade _ -> throw new IllegalStateException("a code for who asked for none");
    };
  }

  private Verified byTokenHash(AuthBody body, String type, ClientDevice device) {
    if (body.text("email").isPresent()
        || body.text("phone").isPresent()
        || body.text("redirect_to").isPresent()) {
      throw AuthError.validationFailed("Only the token_hash and type should be provided");
    }
    String link = body.text("token_hash").orElseThrow();
    return verification.byToken(link, LinkType.purposes(type), device);
  }

  private Verified byCode(AuthBody body, String type, ClientDevice device) {
    String code =
        body.text("token")
            .orElseThrow(
                () -> AuthError.validationFailed("Verify requires a token or a token hash"));
    if (body.text("phone").isPresent()) {
      throw AuthError.badRequest("phone_provider_disabled", "Phone logins are disabled");
    }
    String typed =
        body.text("email")
            .orElseThrow(() ->
                AuthError.validationFailed(
                    "Only an email address or phone number should be provided on verify"));
    var email = EmailAddress.parse(typed, validator);
    var purposes = LinkType.purposes(type);
    return limits.attempt(
        AttemptLimit.CODE, email, device, () -> verification.byCode(email, code, purposes, device));
  }

  /** A refusal goes where a success would have gone: there somebody can tell the parent. */
  private URI landing(String token, String type, String redirectTo, ClientDevice device) {
    var landing = new Landing(targets.choose(redirectTo));
    try {
      if (token.isEmpty()) {
        throw AuthError.validationFailed("Verify requires a token or a token hash");
      }
      return switch (verification.byLink(token, LinkType.purposes(type), device)) {
        case Verified.SignedIn(var session) -> landing.with(session, Map.of("type", type));
        case Verified.ForTrade(var code) -> landing.withCode(code);
        case Verified.OneOfTwo() ->
            landing.withMessage(Verified.OneOfTwo.MESSAGE, FlowType.IMPLICIT);
      };
    } catch (AuthError refusal) {
      return landing.with(
          refusal, OneTimeSecret.isForTrade(token) ? FlowType.PKCE : FlowType.IMPLICIT);
    }
  }

  private static ResponseEntity<Void> seeOther(URI location) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(location)
        .header("Cache-Control", "no-store")
        .build();
  }
}
