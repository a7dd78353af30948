package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.limits.MailLimit;
import ai.babymusic.gateway.signin.limits.SignInLimits;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import jakarta.validation.Validator;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /user}: the account of whoever is signed in. */
@AuthRoutes
class UserRoute {

  private final UserChange change;
  private final SignInLimits limits;
  private final Validator validator;
  private final RedirectTargets targets;

  UserRoute(UserChange change, SignInLimits limits, Validator validator, GatewaySettings settings) {
    this.change = change;
    this.limits = limits;
    this.validator = validator;
    this.targets = RedirectTargets.of(settings.auth());
  }

  @GetMapping("/user")
  User user(SignedIn signedIn) {
    return User.of(signedIn.account());
  }

  @PutMapping("/user")
  User update(
      SignedIn signedIn,
      AuthBody body,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    if (body.text("phone").isPresent()) {
      throw AuthError.unprocessable("phone_provider_disabled", "Phone numbers are disabled");
    }
    Optional<EmailAddress> email =
        body.text("email")
            .map(typed -> EmailAddress.parse(typed, validator))
            .filter(wish -> !wish.value().equals(signedIn.account().email()));
    email.ifPresent(to -> limits.mail(MailLimit.EMAIL_CHANGE, to));
    var wishes =
        new UserWishes(
            email,
            body.text("password"),
            body.text("current_password"),
            body.text("nonce"),
            body.object("data"),
            MailDetails.of(targets.choose(redirectTo), CodeChallenge.of(body))
                .about(signedIn.account().id()));
    return User.of(change.of(signedIn, wishes));
  }
}
