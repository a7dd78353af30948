package ai.babymusic.gateway.signin.flows;

import ai.babymusic.gateway.signin.protocol.AuthError;
import ai.babymusic.gateway.signin.sessions.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The frontend's page on which a flow ends, as {@link RedirectTargets} chose it, with what the
 * published client looks for in its address. Secrets go into the fragment, which no server sees; a
 * code for PKCE, useless by itself, into the query.
 */
public record Landing(String redirectTo) {

  /** The client takes a fragment for its own only with this mark. */
  private static final Map<String, String> MARK = Map.of("sb", "");

  /** Refusals of whoever is asking, whatever their status. */
  private static final Set<String> DENIALS =
      Set.of("signup_disabled", "provider_email_needs_verification");

  /**
   * Signed in at once.
   *
   * @param extras what comes along, as the contract's {@code type} or {@code provider_token}
   */
  public URI with(Session session, Map<String, String> extras) {
    var fields = new TreeMap<>(extras);
    fields.put("access_token", session.accessToken());
    fields.put("expires_at", Long.toString(session.expiresAt()));
    fields.put("expires_in", Long.toString(session.expiresIn()));
    fields.put("refresh_token", session.refreshToken());
    fields.put("token_type", session.tokenType());
    return address(Map.of(), fields);
  }

  /** Of {@link AuthCodes}: the page trades it for a session. */
  public URI withCode(String code) {
    return address(Map.of("code", code), Map.of());
  }

  /** Nothing went wrong, yet there is more to do. */
  public URI withMessage(String message, FlowType flow) {
    var fields = Map.of("message", message);
    return address(flow == FlowType.PKCE ? fields : Map.of(), fields);
  }

  public URI with(AuthError error, FlowType flow) {
    var fields = new TreeMap<String, String>();
    fields.put("error", oauthName(error));
    fields.put("error_code", error.code());
    fields.put("error_description", error.text());
    return address(flow == FlowType.PKCE ? fields : Map.of(), fields);
  }

  private URI address(Map<String, String> query, Map<String, String> fragment) {
    var address = UriComponentsBuilder.fromUriString(redirectTo).fragment(null);
    query.forEach((name, value) -> address.replaceQueryParam(name, encoded(value)));
    if (!fragment.isEmpty()) {
      var marked = new TreeMap<>(fragment);
      marked.putAll(MARK);
      address.fragment(
          marked.entrySet().stream().map(Landing::pair).collect(Collectors.joining("&")));
    }
    return address.build(true).toUri();
  }

  private static String pair(Entry<String, String> field) {
    return field.getKey() + "=" + encoded(field.getValue());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The contract has its own codes besides; these are the names OAuth knows. */
  private static String oauthName(AuthError error) {
    HttpStatus status = error.status();
    if (status == HttpStatus.FORBIDDEN || DENIALS.contains(error.code())) {
      return "access_denied";
    }
    return switch (status) {
      case UNAUTHORIZED -> "unauthorized_client";
      case SERVICE_UNAVAILABLE -> "temporarily_unavailable";
      default -> status.is5xxServerError() ? "server_error" : "invalid_request";
    };
  }
}
