package ai.babymusic.gateway.signin.providers;

import static java.util.Objects.requireNonNull;

import ai.babymusic.gateway.signin.accounts.ProvidedIdentity;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Trades a provider's code for who it stands for. All checks are Spring Security's. */
@Component
class CodeExchange {

  private static final Logger log = LoggerFactory.getLogger(CodeExchange.class);
  private static final int MAX_TOKEN = 2048;

  private final Claims claims;

  CodeExchange(Claims claims) {
    this.claims = claims;
  }

  /**
   * Who it is.
   *
   * @param tokens the provider's own, in the contract's names: for the client, not for us
   */
  record Answer(ProvidedIdentity identity, Map<String, String> tokens) {}

  /**
   * Asks the provider.
   *
   * @param left what the browser left with
   * @throws AuthError if the provider refuses the code, does not answer, or is not to be believed
   */
  Answer trade(Provider provider, OAuth2AuthorizationRequest left, String code) {
    var came =
        OAuth2AuthorizationResponse.success(code)
            .redirectUri(requireNonNull(left.getRedirectUri()))
            .state(requireNonNull(left.getState()))
            .build();
    var exchange =
        new OAuth2LoginAuthenticationToken(
            provider.client(), new OAuth2AuthorizationExchange(left, came));
    try {
      // Never null for a request that asks for "openid".
      var done =
          (OAuth2LoginAuthenticationToken)
              requireNonNull(authentication(provider).authenticate(exchange));
      var user = (OidcUser) requireNonNull(done.getPrincipal());
      String access = requireNonNull(done.getAccessToken()).getTokenValue();
      return new Answer(
          claims.identity(provider, told(user)), tokens(access, done.getRefreshToken()));
    } catch (OAuth2AuthenticationException e) {
      log.atWarn()
          .addKeyValue("provider", provider.name())
          .addKeyValue("error", e.getError().getErrorCode())
          .log("provider's code refused");
      throw NestedExceptionUtils.getRootCause(e) instanceof IOException
          ? Discovery.away()
          : AuthError.badRequest("bad_oauth_callback", "Unable to exchange external code");
    }
  }

  /** An address and whether it is verified have to come from the same mouth. */
  private static Map<String, Object> told(OidcUser user) {
    var told = new LinkedHashMap<>(user.getClaims());
    if (!user.getIdToken().hasClaim(StandardClaimNames.EMAIL) && user.getUserInfo() != null) {
      told.put(StandardClaimNames.EMAIL_VERIFIED, user.getUserInfo().getEmailVerified());
    }
    return told;
  }

  /** One that is too long for an address is left out: the sign-in is worth more. */
  private static Map<String, String> tokens(String access, @Nullable OAuth2RefreshToken refresh) {
    var tokens = new LinkedHashMap<String, String>();
    tokens.put("provider_token", access);
    if (refresh != null) {
      tokens.put("provider_refresh_token", refresh.getTokenValue());
    }
    tokens.values().removeIf(token -> token.length() > MAX_TOKEN);
    return tokens;
  }

  private static OidcAuthorizationCodeAuthenticationProvider authentication(Provider provider) {
    var tokens = new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(Outward.requests())
            .configureMessageConverters(converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    var http = new DefaultOAuth2UserService();
    var rest = new RestTemplate(Outward.requests());
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    http.setRestOperations(rest);
    var users = new OidcUserService();
    users.setOauth2UserService(http);
    // One more call that can fail: only to a provider that keeps the address out of its token.
    users.setRetrieveUserInfo(request -> !request.getIdToken().hasClaim(StandardClaimNames.EMAIL));
    var authentication = new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
    authentication.setJwtDecoderFactory(client -> provider.idTokens());
    return authentication;
  }
}
