package ai.babymusic.gateway.problems;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;

/** An answer that is a problem, thrown by a controller. */
public final class Problem extends ErrorResponseException {

  public Problem(ProblemCode code, String detail) {
    super(code.status(), code.problem(detail), null);
  }

  /** The same with {@code Retry-After}, in whole seconds, at least one. */
  public Problem retryAfter(Duration wait) {
    return with(HttpHeaders.RETRY_AFTER, Long.toString(RateLimit.seconds(wait)));
  }

  public Problem with(String header, String value) {
    getHeaders().set(header, value);
    return this;
  }
}
