package ai.babymusic.gateway.tracing;

import ai.babymusic.schemas.tracing.Traceparent;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Right behind the filter that begins a span for each request, below the caller's if it has one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class TraceparentFilter extends OncePerRequestFilter {

  private final Tracer tracer;

  TraceparentFilter(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Traceparent traceparent =
        Traceparent.current(tracer)
            .or(() -> Traceparent.parse(request.getHeader(Traceparent.HEADER)))
            .orElseGet(Traceparent::random);
    try (var _ = MDC.putCloseable(RequestTrace.KEY, traceparent.value())) {
      chain.doFilter(request, response);
    }
  }
}
