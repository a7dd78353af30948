package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.flows.PkceGrant;
import ai.babymusic.gateway.signin.limits.AttemptLimit;
import ai.babymusic.gateway.signin.limits.SignInLimits;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.providers.IdTokenGrant;
import ai.babymusic.gateway.signin.sessions.Refreshed;
import ai.babymusic.gateway.signin.sessions.Session;
import ai.babymusic.gateway.signin.sessions.Sessions;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Validator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code POST /token}: a session for whatever proves who is asking. */
@AuthRoutes
class TokenRoute {

  private final PasswordSignIn passwordSignIn;
  private final PkceGrant pkce;
  private final SignInLimits limits;
  private final IdTokenGrant idToken;
  private final SignedInReading signedIn;
  private final boolean linking;
  private final Sessions sessions;
  private final Database database;
  private final Validator validator;

  TokenRoute(
      PasswordSignIn passwordSignIn,
      PkceGrant pkce,
      SignInLimits limits,
      IdTokenGrant idToken,
      SignedInReading signedIn,
      GatewaySettings settings,
      Sessions sessions,
      @Qualifier("auth") Database database,
      Validator validator) {
    this.passwordSignIn = passwordSignIn;
    this.pkce = pkce;
    this.limits = limits;
    this.idToken = idToken;
    this.signedIn = signedIn;
    this.linking = settings.auth().manualLinking();
    this.sessions = sessions;
    this.database = database;
    this.validator = validator;
  }

  @PostMapping("/token")
  Session token(
      @RequestParam(name = "grant_type", defaultValue = "") String grantType,
      @Parameter(hidden = true) // clients always send it, and hardly ever is it looked at
          @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      AuthBody body,
      ClientDevice device) {
    return switch (grantType) {
      case "password" -> byPassword(body, device);
      case "refresh_token" -> byRefreshToken(body, device);
      case "pkce" -> pkce.session(body, device);
      case "web3" ->
          throw AuthError.unprocessable("web3_provider_disabled", "Web3 provider is disabled");
      case "id_token" -> idToken.session(body, linkTo(body, authorization), device);
      default -> throw AuthError.badRequest("invalid_credentials", "unsupported_grant_type");
    };
  }

  private Session byPassword(AuthBody body, ClientDevice device) {
    if (body.text("phone").isPresent()) {
      throw AuthError.unprocessable("phone_provider_disabled", "Phone logins are disabled");
    }
    String typed =
        body.text("email").orElseThrow(() -> AuthError.validationFailed("missing email or phone"));
    var email = EmailAddress.parse(typed, validator);
    String password = body.text("password").orElse("");
    return limits.attempt(
        AttemptLimit.PASSWORD, email, device, () -> passwordSignIn.of(email, password, device));
  }

  private Session byRefreshToken(AuthBody body, ClientDevice device) {
    String sent =
        body.text("refresh_token")
            .orElseThrow(() -> AuthError.oauth("invalid_request", "refresh_token required"));
    Refreshed refreshed =
        database
            .write(jdbc -> sessions.refresh(jdbc, sent, device))
            .orElseThrow(() -> AuthError.validationFailed("Refresh token is not valid"));
    return switch (refreshed) {
      case Refreshed.Renewed(var session) -> session;
      case Refreshed.Unknown() ->
          throw refused("refresh_token_not_found", "Refresh Token Not Found");
      case Refreshed.UsedTwice() -> throw refused("refresh_token_already_used", "Already Used");
      case Refreshed.SessionEnded() -> throw refused("session_expired", "Session Expired");
      case Refreshed.Banned() -> throw refused("user_banned", "User Banned");
    };
  }

  /** Null unless the client says that the token is to be linked: to whom, its own token says. */
  private @Nullable UUID linkTo(AuthBody body, @Nullable String authorization) {
    if (!body.flag("link_identity").orElse(false)) {
      return null;
    }
    if (!linking) {
      throw AuthError.of(
          HttpStatus.NOT_FOUND, "manual_linking_disabled", "Manual linking is disabled");
    }
    return signedIn.by(authorization).account().id();
  }

  private static AuthError refused(String code, String why) {
    return AuthError.badRequest(code, "Invalid Refresh Token: " + why);
  }
}
