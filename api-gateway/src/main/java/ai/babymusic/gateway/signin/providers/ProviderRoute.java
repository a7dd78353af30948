package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.flows.Secret;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /authorize} and {@code /callback}: a browser on its way to a provider, and back. */
@AuthRoutes
class ProviderRoute {

  private final ProviderSignIn signIn;
  private final Providers providers;
  private final FlowCookie cookie;
  private final String external;

  ProviderRoute(
      ProviderSignIn signIn, Providers providers, FlowCookie cookie, GatewaySettings settings) {
    this.signIn = signIn;
    this.providers = providers;
    this.cookie = cookie;
    this.external = settings.auth().externalUrl().toString();
  }

  /**
   * A browser is sent on. Code that asks not to be gets an address of ours, and opens it where the
   * user can sign in: there it is that the flow begins and the cookie is set. Some apps open an
   * address with that wish in a browser all the same.
   */
  @GetMapping("/authorize")
  ResponseEntity<Map<String, URI>> authorize(
      @RequestParam MultiValueMap<String, String> fields,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      @CookieValue(name = FlowCookie.NAME, required = false) @Nullable String known) {
    var query = new AuthorizeQuery(fields);
    if (query.skipsRedirect() && !accept.contains("text/html")) {
      providers.enabled(query.provider());
      return ResponseEntity.ok(Map.of("url", query.askedAt(external + "/authorize")));
    }
    return away(known, browser -> signIn.begin(query, browser));
  }

  @GetMapping("/authorize/continue")
  ResponseEntity<Map<String, URI>> proceed(
      @RequestParam MultiValueMap<String, String> fields,
      @CookieValue(name = FlowCookie.NAME, required = false) @Nullable String known) {
    return away(known, browser -> signIn.proceed(new AuthorizeQuery(fields), browser));
  }

  @GetMapping("/callback")
  ResponseEntity<Void> callback(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(name = "error_description", required = false) @Nullable String description,
      @CookieValue(name = FlowCookie.NAME, required = false) @Nullable String known,
      ClientDevice device) {
    var callback = new Callback(state, code, error, description);
    return to(signIn.finish(callback, cookie.read(known).orElse(null), device), HttpStatus.FOUND);
  }

  /** From another site a Lax cookie does not come with a form, but does with what follows it. */
  @PostMapping("/callback")
  ResponseEntity<Void> posted(@RequestParam MultiValueMap<String, String> form) {
    return to(new AuthorizeQuery(form).askedAt(external + "/callback"), HttpStatus.SEE_OTHER);
  }

  private ResponseEntity<Map<String, URI>> away(
      @Nullable String known, Function<Secret, URI> destination) {
    Secret browser = cookie.read(known).orElseGet(Secret::random);
    URI there = destination.apply(browser);
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.SET_COOKIE, cookie.write(browser))
        .location(there)
        .build();
  }

  private static ResponseEntity<Void> to(URI there, HttpStatus status) {
    return ResponseEntity.status(status).location(there).build();
  }
}
