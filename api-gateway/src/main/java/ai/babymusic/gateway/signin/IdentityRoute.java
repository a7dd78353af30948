package ai.babymusic.gateway.signin;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.database.Database;
import ai.babymusic.gateway.signin.accounts.Account;
import ai.babymusic.gateway.signin.accounts.AccountTable;
import ai.babymusic.gateway.signin.accounts.Identity;
import ai.babymusic.gateway.signin.accounts.ProvidedIdentities;
import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.providers.AuthorizeQuery;
import ai.babymusic.gateway.signin.providers.ProviderSignIn;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /user/identities}: more ways into an account, and fewer. */
@AuthRoutes
class IdentityRoute {

  private static final Logger log = LoggerFactory.getLogger(IdentityRoute.class);

  private final ProviderSignIn providers;
  private final AccountTable accounts;
  private final ProvidedIdentities identities;
  private final Database database;
  private final boolean enabled;

  IdentityRoute(
      ProviderSignIn providers,
      AccountTable accounts,
      ProvidedIdentities identities,
      @Qualifier("auth") Database database,
      GatewaySettings settings) {
    this.providers = providers;
    this.accounts = accounts;
    this.identities = identities;
    this.database = database;
    this.enabled = settings.auth().manualLinking();
  }

  @GetMapping("/user/identities/authorize")
  ResponseEntity<Map<String, URI>> link(
      SignedIn signedIn, @RequestParam MultiValueMap<String, String> fields) {
    requireLinking();
    var query = new AuthorizeQuery(fields);
    URI there = providers.beginLink(query, signedIn.sessionId());
    return query.skipsRedirect()
        ? ResponseEntity.ok(Map.of("url", there))
        : ResponseEntity.status(HttpStatus.FOUND).location(there).build();
  }

  @DeleteMapping("/user/identities/{identity}")
  Map<String, Object> unlink(SignedIn signedIn, @PathVariable String identity) {
    requireLinking();
    UUID wanted = uuid(identity);
    var user = signedIn.account().id();
    database.run(jdbc -> {
      // Locked: two that take the last two at once must not leave an account without a way in.
      Account account = accounts.lock(jdbc, user).orElseThrow(IdentityRoute::missing);
      if (account.identities().size() <= 1) {
        throw AuthError.unprocessable(
            "single_identity_not_deletable", "User must have at least 1 identity after unlinking");
      }
      Identity found =
          account.identities().stream()
              .filter(one -> one.identityId().equals(wanted))
              .findFirst()
              .orElseThrow(IdentityRoute::missing);
      identities.unlink(jdbc, found);
    });
    log.atInfo().addKeyValue("user_id", user).log("identity unlinked");
    return Map.of();
  }

  void requireLinking() {
    if (!enabled) {
      throw AuthError.of(
          HttpStatus.NOT_FOUND, "manual_linking_disabled", "Manual linking is disabled");
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw AuthError.of(HttpStatus.NOT_FOUND, "validation_failed", "identity_id must be an UUID");
    }
  }

  private static AuthError missing() {
    return AuthError.of(HttpStatus.NOT_FOUND, "identity_not_found", "Identity doesn't exist");
  }
}
