package ai.babymusic.gateway.security;

import ai.babymusic.gateway.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
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

  private static final String RETRY_AFTER = "2";

  private final Refusals refusals;

  Unauthorized(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    Refusal refusal = refusal(why);
    if (refusal.code() == ProblemCode.DATABASE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    } else {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          refusal.code() == ProblemCode.NO_TOKEN ? "Bearer" : "Bearer error=\"invalid_token\"");
    }
    refusals.send(request, response, refusal);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    refusals.send(
        request, response, new Refusal(ProblemCode.FORBIDDEN, "This token may not do that."));
  }

  private static Refusal refusal(AuthenticationException why) {
    if (why instanceof InsufficientAuthenticationException) {
      return new Refusal(
          ProblemCode.NO_TOKEN, "Sign in and send the access token as a Bearer token.");
    }
    if (why instanceof Refused refused) {
      return refused.refusal();
    }
    if (why.getCause() instanceof JwtValidationException broken) {
      var first = broken.getErrors().iterator().next();
      return new Refusal(
          first.getErrorCode().equals(AccessTokenRules.EXPIRED)
              ? ProblemCode.EXPIRED_TOKEN
              : ProblemCode.INVALID_TOKEN,
          Objects.requireNonNullElse(first.getDescription(), "The access token is not accepted."));
    }
    return new Refusal(ProblemCode.INVALID_TOKEN, "The access token cannot be verified.");
  }
}
