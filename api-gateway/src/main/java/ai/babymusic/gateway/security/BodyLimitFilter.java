package ai.babymusic.gateway.security;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.problems.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over the limit. A declared length is believed, since the server hands out no more
 * than that; a body without one is read ahead, up to one byte over the limit.
 */
@Component
@Order(0) // after Spring Security, whose CORS headers let a browser read the refusal
class BodyLimitFilter extends OncePerRequestFilter {

  private final int limit;
  private final Refusals refusals;

  BodyLimitFilter(GatewaySettings settings, Refusals refusals) {
    limit = Math.toIntExact(settings.web().maxBody().toBytes());
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long declared = request.getContentLengthLong();
    if (declared > limit) {
      refuse(request, response);
    } else if (declared >= 0) {
      chain.doFilter(request, response);
    } else {
      byte[] body = request.getInputStream().readNBytes(limit + 1);
      if (body.length > limit) {
        refuse(request, response);
      } else {
        chain.doFilter(new BodyInMemory(request, body), response);
      }
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    refusals.send(
        request,
        response,
        new Refusal(
            ProblemCode.BODY_TOO_LARGE, "The body may have at most %d bytes.".formatted(limit)));
  }
}
