package ai.babymusic.gateway.tracing;

import ai.babymusic.schemas.tracing.Traceparent;
import java.util.Optional;
import org.slf4j.MDC;

/** The trace of the request that the current thread serves. */
public final class RequestTrace {

  static final String KEY = "traceparent";

  private RequestTrace() {}

  public static Optional<Traceparent> current() {
    return Traceparent.parse(MDC.get(KEY));
  }
}
