package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.flows.CodeChallenge;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What a client asks for when it sends a browser to a provider. */
public record AuthorizeQuery(MultiValueMap<String, String> fields) {

  static final AuthorizeQuery NOTHING = new AuthorizeQuery(new LinkedMultiValueMap<>());

  /** Clients may pass these on; all else that a provider hears is for us to say. */
  private static final Set<String> PASSED_ON =
      Set.of(
          "access_type",
          "acr_values",
          "display",
          "domain_hint",
          "hd",
          "include_granted_scopes",
          "login_hint",
          "max_age",
          "prompt",
          "ui_locales");

  private static final int MAX_LENGTH = 2000;

  public boolean skipsRedirect() {
    return text("skip_http_redirect").equals("true");
  }

  String provider() {
    return text("provider");
  }

  String redirectTo() {
    return text("redirect_to");
  }

  String state() {
    return text("state");
  }

  Optional<CodeChallenge> challenge() {
    return CodeChallenge.of(text("code_challenge"), text("code_challenge_method"));
  }

  /** The configured ones, which are always asked for, and what the client wants besides. */
  Set<String> scopes(Set<String> configured) {
    var scopes = new TreeSet<>(configured);
    scopes.add(OidcScopes.OPENID); // without it a provider sends no ID token
    for (String scope : text("scopes").split("[\\s,]+", -1)) {
      if (scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+")) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  Map<String, Object> passedOn() {
    var passed = new LinkedHashMap<String, Object>();
    PASSED_ON.stream()
        .filter(name -> !text(name).isEmpty())
        .forEach(name -> passed.put(name, text(name)));
    return passed;
  }

  /** The whole question at another address, where a browser asks it itself. */
  URI askedAt(String address) {
    var asked = new LinkedMultiValueMap<>(fields);
    asked.remove("skip_http_redirect");
    return at(address, asked);
  }

  /** Only what the provider shall hear, for a flow that is known by its state. */
  URI continuedAt(String address, String state) {
    var asked = new LinkedMultiValueMap<String, String>();
    asked.set("state", state);
    asked.set("scopes", text("scopes"));
    passedOn().forEach((name, value) -> asked.set(name, value.toString()));
    return at(address, asked);
  }

  private static URI at(String address, MultiValueMap<String, String> query) {
    var built = UriComponentsBuilder.fromUriString(address);
    query.forEach(
        (name, values) -> values.forEach(value -> built.queryParam(encoded(name), encoded(value))));
    return built.build(true).toUri();
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  private String text(String name) {
    String value = fields.getFirst(name);
    return value == null || value.length() > MAX_LENGTH ? "" : value;
  }
}
