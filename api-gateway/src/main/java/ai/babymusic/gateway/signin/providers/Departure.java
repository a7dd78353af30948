package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.flows.Secret;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/** What a browser leaves with; made again when it is back, to be compared with what it brings. */
final class Departure {

  private Departure() {}

  static OAuth2AuthorizationRequest to(
      Provider provider, FlowSecrets secrets, AuthorizeQuery query) {
    var client = provider.client();
    Secret verifier = secrets.verifier();
    Secret nonce = secrets.nonce();
    Map<String, Object> asked = new LinkedHashMap<>(query.passedOn());
    asked.put(OidcParameterNames.NONCE, challenge(nonce)); // compared hashed, as Spring does
    asked.put(PkceParameterNames.CODE_CHALLENGE, challenge(verifier));
    asked.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
        .clientId(client.getClientId())
        .redirectUri(client.getRedirectUri())
        .scopes(query.scopes(client.getScopes()))
        .state(secrets.state().text())
        .additionalParameters(asked)
        .attributes(
            Map.of(
                OidcParameterNames.NONCE, nonce.text(),
                PkceParameterNames.CODE_VERIFIER, verifier.text()))
        .build();
  }

  private static String challenge(Secret secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.hash());
  }
}
