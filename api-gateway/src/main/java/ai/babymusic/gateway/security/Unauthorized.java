package ai.babymusic.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says to a client why it may not pass. */
@Component
class Unauthorized implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final Refusals refusals;

  Unauthorized(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    Refusal refusal = refusal(why);
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        refusal.code().equals("no_token") ? "Bearer" : "Bearer error=\"invalid_token\"");
    refusals.send(request, response, refusal);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    refusals.send(
        request,
        response,
        new Refusal(HttpStatus.FORBIDDEN, "forbidden", "This token may not do that."));
  }

  private static Refusal refusal(AuthenticationException why) {
    if (why instanceof InsufficientAuthenticationException) {
      return unauthorized("no_token", "Sign in and send the access token as a Bearer token.");
    }
    if (why.getCause() instanceof JwtValidationException broken) {
      var first = broken.getErrors().iterator().next();
      return unauthorized(
          first.getErrorCode(),
          Objects.requireNonNullElse(first.getDescription(), "The access token is not accepted."));
    }
    return unauthorized(AccessTokenRules.INVALID, "The access token cannot be verified.");
  }

  private static Refusal unauthorized(String code, String detail) {
    return new Refusal(HttpStatus.UNAUTHORIZED, code, detail);
  }
}
