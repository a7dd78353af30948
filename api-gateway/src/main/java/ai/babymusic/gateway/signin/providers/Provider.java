package ai.babymusic.gateway.signin.providers;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A provider that was found.
 *
 * @param client who we are there, and its addresses
 * @param idTokens believes its tokens: signature, issuer, audience and time
 */
record Provider(ClientRegistration client, JwtDecoder idTokens) {

  String name() {
    return client.getRegistrationId();
  }
}
