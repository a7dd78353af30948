package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.limits.MailLimit;
import ai.babymusic.gateway.signin.limits.RequestLimit;
import ai.babymusic.gateway.signin.limits.SignInLimits;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.passwords.PasswordRules;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import jakarta.validation.Validator;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code POST /signup}: with an address, or as a guest without one. */
@AuthRoutes
class SignUpRoute {

  private final SignUp signUp;
  private final SignInLimits limits;
  private final UserMetadata metadata;
  private final Validator validator;
  private final GatewaySettings.Auth settings;

  SignUpRoute(
      SignUp signUp,
      SignInLimits limits,
      UserMetadata metadata,
      Validator validator,
      GatewaySettings settings) {
    this.signUp = signUp;
    this.limits = limits;
    this.metadata = metadata;
    this.validator = validator;
    this.settings = settings.auth();
  }

  @PostMapping("/signup")
  Object signUp(
      AuthBody body,
      ClientDevice device,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    if (settings.signupDisabled()) {
      throw AuthError.unprocessable("signup_disabled", "Signups not allowed for this instance");
    }
    if (body.text("phone").isPresent()) {
      throw AuthError.badRequest("phone_provider_disabled", "Phone signups are disabled");
    }
    Map<String, Object> data = metadata.merge(Map.of(), body.object("data").orElse(Map.of()));
    if (body.text("email").isEmpty() && body.text("password").isEmpty()) {
      return asGuest(data, device);
    }
    limits.request(RequestLimit.SIGNUP, device);
    String password =
        body.text("password")
            .orElseThrow(() -> AuthError.validationFailed("Signup requires a valid password"));
    var email = EmailAddress.parse(body.text("email").orElse(""), validator);
    new PasswordRules(settings.minPasswordLength()).check(password);
    MailDetails mailDetails = mailDetails(body, redirectTo);
    if (!settings.autoConfirm()) {
      limits.mail(MailLimit.CONFIRMATION, email);
    }
    return switch (signUp.withEmail(email, password, data, mailDetails, device)) {
      case SignedUp.SignedIn(var session) -> session;
      case SignedUp.MailWished(var user) -> user;
      case SignedUp.AddressTaken() ->
          throw AuthError.unprocessable("user_already_exists", "User already registered");
    };
  }

  private Object asGuest(Map<String, Object> data, ClientDevice device) {
    if (!settings.anonymous()) {
      throw AuthError.unprocessable(
          "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
    }
    limits.request(RequestLimit.ANONYMOUS, device);
    return signUp.asGuest(data, device);
  }

  private MailDetails mailDetails(AuthBody body, String redirectTo) {
    return MailDetails.of(RedirectTargets.of(settings).choose(redirectTo), CodeChallenge.of(body));
  }
}
