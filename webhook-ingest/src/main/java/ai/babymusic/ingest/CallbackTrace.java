package ai.babymusic.ingest;

import ai.babymusic.schemas.tracing.Traceparent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The provider sends no trace context, but what our own callback address says: taken for the header
 * that is missing, before the span of the request begins.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CallbackTrace extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(
        ofAddress(request)
            .<HttpServletRequest>map(trace -> new Traced(request, trace))
            .orElse(request),
        response);
  }

  /** Read from the query itself: to ask for a parameter would read a form, from anybody. */
  private static Optional<Traceparent> ofAddress(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || request.getHeader(Traceparent.HEADER) != null
        ? Optional.empty()
        : Traceparent.parse(
            UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .getFirst(Traceparent.HEADER));
  }

  private static final class Traced extends HttpServletRequestWrapper {
    private final Traceparent trace;

    Traced(HttpServletRequest request, Traceparent trace) {
      super(request);
      this.trace = trace;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(Traceparent.HEADER) ? trace.value() : super.getHeader(name);
    }
  }
}
