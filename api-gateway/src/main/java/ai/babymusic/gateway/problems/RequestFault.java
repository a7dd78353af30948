package ai.babymusic.gateway.problems;

import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;

/**
 * Tells a request that could not be read from a failure of ours. Headers, parameters and bodies are
 * read when a route asks for them, and what Tomcat and Spring then throw looks like any exception.
 */
public final class RequestFault {

  private RequestFault() {}

  /** The status that the request deserves, a 4xx; empty if {@code thrown} is not its fault. */
  public static Optional<HttpStatusCode> status(Exception thrown) {
    return switch (thrown) {
      case ErrorResponse refusal when refusal.getStatusCode().is4xxClientError() ->
          Optional.of(refusal.getStatusCode());
      case RequestRejectedException _, InvalidParameterException _, ClientAbortException _ ->
          Optional.of(HttpStatus.BAD_REQUEST);
      default -> Optional.empty();
    };
  }
}
