package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.CodeChallenge;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.limits.MailLimit;
import ai.babymusic.gateway.signin.limits.SignInLimits;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.mails.MailKind;
import ai.babymusic.gateway.signin.mails.MailWishes;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import jakarta.validation.Validator;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered by a mail. Nothing is looked up here: known and unknown addresses get the same
 * answer after the same work, and whether there is a mail to send is found out when it is sent.
 */
@AuthRoutes
class MailRoutes {

  private static final Map<String, Object> ACCEPTED = Map.of();

  private final Database database;
  private final SignInLimits limits;
  private final MailWishes wishes;
  private final UserMetadata metadata;
  private final Validator validator;
  private final JsonMapper json;
  private final RedirectTargets targets;

  MailRoutes(
      @Qualifier("auth") Database database,
      SignInLimits limits,
      MailWishes wishes,
      UserMetadata metadata,
      Validator validator,
      JsonMapper json,
      GatewaySettings settings) {
    this.database = database;
    this.limits = limits;
    this.wishes = wishes;
    this.metadata = metadata;
    this.validator = validator;
    this.json = json;
    this.targets = RedirectTargets.of(settings.auth());
  }

  @PostMapping("/recover")
  Map<String, Object> recover(
      AuthBody body, @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    return wish(MailLimit.RECOVERY, MailKind.RECOVERY, email(body), details(body, redirectTo));
  }

  /**
   * Also whoever has no account is answered so; they get one unless {@code create_user} is false.
   */
  @PostMapping("/otp")
  Map<String, Object> otp(
      AuthBody body, @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    refusePhone(body);
    Map<String, Object> data = metadata.merge(Map.of(), body.object("data").orElse(Map.of()));
    MailDetails details = details(body, redirectTo);
    return wish(
        MailLimit.MAGIC_LINK,
        MailKind.MAGIC_LINK,
        email(body),
        body.flag("create_user").orElse(true)
            ? details.creating(json.writeValueAsString(data))
            : details);
  }

  /** What {@code /otp} was before; clients of long ago still call it. */
  @PostMapping("/magiclink")
  Map<String, Object> magicLink(
      AuthBody body, @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    return otp(body, redirectTo);
  }

  @PostMapping("/resend")
  Map<String, Object> resend(
      AuthBody body, @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    refusePhone(body);
    MailDetails details = details(body, redirectTo);
    return switch (body.text("type").orElse("")) {
      case "signup" ->
          wish(MailLimit.CONFIRMATION, MailKind.CONFIRMATION_AGAIN, email(body), details);
      case "email_change" ->
          wish(MailLimit.EMAIL_CHANGE, MailKind.EMAIL_CHANGE_AGAIN, email(body), details);
      case "sms", "phone_change" ->
          throw AuthError.badRequest("phone_provider_disabled", "Phone logins are disabled");
      case "" ->
          throw AuthError.validationFailed("Missing one of these types: signup, email_change");
      default ->
          throw AuthError.validationFailed(
              "Resend type must be one of: signup, email_change, sms, phone_change");
    };
  }

  /** A code for a change of password that is not to be made on the strength of a session alone. */
  @GetMapping("/reauthenticate")
  Map<String, Object> reauthenticate(SignedIn signedIn) {
    String email = signedIn.account().email();
    if (email == null) {
      throw AuthError.validationFailed(
          "Reauthentication requires the user to have an email or a phone number");
    }
    var details = new MailDetails("", null, signedIn.account().id(), null);
    return wish(
        MailLimit.REAUTHENTICATION, MailKind.REAUTHENTICATION, new EmailAddress(email), details);
  }

  private Map<String, Object> wish(
      MailLimit limit, MailKind kind, EmailAddress to, MailDetails details) {
    limits.mail(limit, to);
    database.run(jdbc -> wishes.add(jdbc, kind, to, details));
    return ACCEPTED;
  }

  private MailDetails details(AuthBody body, String redirectTo) {
    return MailDetails.of(targets.choose(redirectTo), CodeChallenge.of(body));
  }

  private EmailAddress email(AuthBody body) {
    return EmailAddress.parse(
        body.text("email")
            .orElseThrow(() -> AuthError.validationFailed("One of email or phone must be set")),
        validator);
  }

  private static void refusePhone(AuthBody body) {
    if (body.text("phone").isPresent()) {
      throw AuthError.badRequest("phone_provider_disabled", "Phone logins are disabled");
    }
  }
}
