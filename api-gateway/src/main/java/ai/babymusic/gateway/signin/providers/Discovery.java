package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.protocol.AuthError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** Reads a provider's own description of itself. */
@Component
class Discovery {

  private static final Logger log = LoggerFactory.getLogger(Discovery.class);
  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  private final RestClient http = RestClient.builder().requestFactory(Outward.requests()).build();
  private final String callback;

  Discovery(GatewaySettings settings) {
    callback = settings.auth().externalUrl() + "/callback";
  }

  /**
   * Asks the provider.
   *
   * @throws AuthError if it cannot be reached, or is not who it should be; the next one asks again
   */
  Provider find(String name, GatewaySettings.Provider settings) {
    URI issuer = Objects.requireNonNull(settings.issuer());
    try {
      Map<String, Object> description = describe(issuer);
      ClientRegistration client =
          ClientRegistrations.fromOidcConfiguration(description)
              .registrationId(name)
              .clientId(settings.clientId())
              .clientSecret(settings.clientSecret())
              .redirectUri(callback)
              .scope(settings.scopes())
              .build();
      return new Provider(client, idTokens(client));
    } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
      log.atWarn()
          .addKeyValue("provider", name)
          .addKeyValue("cause", e.toString())
          .log("provider not found");
      throw away();
    }
  }

  /** Something the provider should have answered did not come. */
  static AuthError away() {
    return AuthError.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "unexpected_failure",
        "The sign-in provider cannot be reached at the moment, please try again");
  }

  private Map<String, Object> describe(URI issuer) {
    Map<String, Object> description =
        http.get().uri(issuer + "/.well-known/openid-configuration").retrieve().body(OBJECT);
    // Else whoever answered at this address could speak for another issuer.
    if (description == null || !issuer.toString().equals(description.get("issuer"))) {
      throw new IllegalStateException("it says that it is another issuer");
    }
    return description;
  }

  private static JwtDecoder idTokens(ClientRegistration client) {
    var decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(client.getProviderDetails().getJwkSetUri()))
            // All of them have public keys: none could be signed with our secret.
            .jwsAlgorithms(known -> known.addAll(List.of(SignatureAlgorithm.values())))
            .restOperations(new RestTemplate(Outward.requests()))
            .build();
    decoder.setClaimSetConverter(
        new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
    return decoder;
  }
}
