package ai.babymusic.ingest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** RFC 9457 for every refusal, each with a stable {@code code} and nothing of the inside. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  static ResponseEntity<Object> of(Refusal refusal) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.status());
    switch (refusal) {
      case WRONG_SECRET -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "X-Webhook-Secret");
      case OVERLOADED, UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, "2");
      case UNKNOWN_ADDRESS, BODY_TOO_LARGE, BODY_BROKEN, NOT_JSON -> {}
    }
    // Named outright: the answer is the same whatever the caller says it accepts.
    return answer
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(refusal.status(), refusal.code(), refusal.detail()));
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> onSurprise(Exception surprise) {
    log.atError().setCause(surprise).log("unexpected");
    return ResponseEntity.internalServerError()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "That is our fault."));
  }

  /** What Spring itself refuses: another method, another address. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception cause,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> answer = of(HttpStatus.valueOf(status.value()));
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.getBody());
  }

  /** A refusal of which no more is known than its status. */
  static ResponseEntity<Object> of(HttpStatus status) {
    String code = status.name().toLowerCase(Locale.ROOT);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(status, code, status.getReasonPhrase()));
  }

  private static ProblemDetail problem(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setProperty("code", code);
    return problem;
  }
}
