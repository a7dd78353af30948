package ai.babymusic.gateway.signin.admin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.accounts.User;
import ai.babymusic.gateway.signin.accounts.UserMetadata;
import ai.babymusic.gateway.signin.flows.RedirectTargets;
import ai.babymusic.gateway.signin.mails.MailDetails;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Validator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /invite} and {@code /admin/generate_link}. */
@AuthRoutes
class InvitationRoutes {

  private final Invitations invitations;
  private final UserMetadata metadata;
  private final Validator validator;
  private final RedirectTargets targets;
  private final URI externalUrl;

  InvitationRoutes(
      Invitations invitations,
      UserMetadata metadata,
      Validator validator,
      GatewaySettings settings) {
    this.invitations = invitations;
    this.metadata = metadata;
    this.validator = validator;
    this.targets = RedirectTargets.of(settings.auth());
    this.externalUrl = settings.auth().externalUrl();
  }

  @PostMapping("/invite")
  User invite(
      Administrator administrator,
      AuthBody body,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    var details = MailDetails.of(targets.choose(redirectTo), Optional.empty());
    return User.of(invitations.invite(email(body), data(body), details));
  }

  @PostMapping("/admin/generate_link")
  GeneratedLink link(
      Administrator administrator,
      AuthBody body,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    var wish =
        new LinkWish(
            LinkKind.parse(body.text("type").orElse("")),
            email(body),
            body.text("new_email").map(typed -> EmailAddress.parse(typed, validator)),
            body.text("password"),
            data(body));
    var made = invitations.link(wish);
    String target = targets.choose(body.text("redirect_to").orElse(redirectTo));
    return new GeneratedLink(
        User.of(made.account()),
        actionLink(made, wish.kind(), target),
        made.secret().code(),
        made.secret().link(),
        target,
        wish.kind().wireName());
  }

  /** The contract's own link: who made it decides how it is shown, and to whom. */
  private String actionLink(Invitations.Made made, LinkKind kind, String target) {
    return UriComponentsBuilder.fromUri(externalUrl)
        .path("/verify")
        .queryParam("token", "{token}")
        .queryParam("type", "{type}")
        .queryParam("redirect_to", "{redirect}")
        .encode()
        .buildAndExpand(made.secret().link(), kind.purpose().type(), target)
        .toUriString();
  }

  private EmailAddress email(AuthBody body) {
    return EmailAddress.parse(
        body.text("email")
            .orElseThrow(() -> AuthError.validationFailed("An email address is required")),
        validator);
  }

  private Map<String, Object> data(AuthBody body) {
    return metadata.merge(Map.of(), body.object("data").orElse(Map.of()));
  }

  /** In the contract's shape: the user's fields, and these. */
  record GeneratedLink(
      @JsonUnwrapped User user,
      String actionLink,
      String emailOtp,
      String hashedToken,
      String redirectTo,
      String verificationType) {

    @Override
    public String toString() {
      return "a generated link"; // it holds secrets
    }
  }
}
