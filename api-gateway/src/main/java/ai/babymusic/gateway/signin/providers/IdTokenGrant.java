package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.ProvidedIdentity;
import ai.babymusic.gateway.signin.flows.Secret;
import ai.babymusic.gateway.signin.protocol.AuthBody;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import ai.babymusic.gateway.signin.sessions.AuthenticationMethod;
import ai.babymusic.gateway.signin.sessions.Session;
import ai.babymusic.gateway.signin.sessions.Sessions;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** A session for an ID token that an app got from a provider by itself. */
@Component
public class IdTokenGrant {

  private static final Logger log = LoggerFactory.getLogger(IdTokenGrant.class);

  private final Providers providers;
  private final Claims claims;
  private final AccountRules rules;
  private final Sessions sessions;
  private final Database database;

  IdTokenGrant(
      Providers providers,
      Claims claims,
      AccountRules rules,
      Sessions sessions,
      @Qualifier("auth") Database database) {
    this.providers = providers;
    this.claims = claims;
    this.rules = rules;
    this.sessions = sessions;
    this.database = database;
  }

  /**
   * Trades the token in the body.
   *
   * @param linkTo the account that gets the identity; null to sign in to whosever it is
   * @throws AuthError if the token is not to be believed or gets no session
   */
  public Session session(AuthBody body, @Nullable UUID linkTo, ClientDevice device) {
    String token =
        body.text("id_token").orElseThrow(() -> AuthError.validationFailed("id_token required"));
    String name =
        body.text("provider").orElseThrow(() -> AuthError.validationFailed("provider required"));
    Provider provider = providers.named(name);
    Jwt believed = believed(provider, token);
    compareNonces(believed, body.text("nonce"));
    body.text("access_token").ifPresent(access -> compareHash(believed, access));
    ProvidedIdentity identity = claims.identity(provider, believed.getClaims());
    Session session =
        database.write(jdbc -> {
          Account account =
              linkTo == null ? rules.admit(jdbc, identity) : rules.link(jdbc, linkTo, identity);
          return sessions.open(jdbc, account, AuthenticationMethod.OAUTH, device);
        });
    log.atInfo()
        .addKeyValue("user_id", session.user().id())
        .addKeyValue("provider", name)
        .log("signed in");
    return session;
  }

  private static Jwt believed(Provider provider, String token) {
    try {
      return provider.idTokens().decode(token);
    } catch (BadJwtException e) {
      throw refused("Bad ID token");
    } catch (JwtException e) {
      throw Discovery.away(); // its keys could not be read
    }
  }

  /** The app told the provider the hash and tells us the nonce: a token that was seen is no use. */
  private static void compareNonces(Jwt token, Optional<String> sent) {
    String claimed = token.getClaimAsString(IdTokenClaimNames.NONCE);
    if ((claimed == null) != sent.isEmpty()) {
      throw refused("Passed nonce and nonce in id_token should either both exist or not.");
    }
    if (sent.isPresent()
        && !HexFormat.of().formatHex(new Secret(sent.get()).hash()).equals(claimed)) {
      throw refused("Nonces mismatch");
    }
  }

  private static void compareHash(Jwt token, String access) {
    String hash = token.getClaimAsString(IdTokenClaimNames.AT_HASH);
    if (hash == null) {
      return;
    }
    try {
      AccessTokenValidator.validate(
          new BearerAccessToken(access),
          JWSAlgorithm.parse(String.valueOf(token.getHeaders().get("alg"))),
          new AccessTokenHash(hash));
    } catch (InvalidHashException e) {
      throw refused("Bad ID token");
    }
  }

  private static AuthError refused(String why) {
    return AuthError.badRequest("invalid_credentials", why);
  }
}
