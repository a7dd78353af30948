package ai.babymusic.gateway.problems;

import ai.babymusic.gateway.tracing.RequestTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every exception that leaves a controller, as a problem. Nothing of the inside is told. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String DATABASE_RETRY_AFTER = "2";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalidField(InvalidField invalid) {
    return answer(RequestProblems.of(invalid));
  }

  /** What Spring refuses before or around a controller, and our own {@link Problem}s. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception refused,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (refused instanceof Problem problem) {
      return ResponseEntity.status(status).headers(headers).body(problem.getBody());
    }
    if (status.is5xxServerError()) {
      ResponseEntity<ProblemDetail> answer = anythingElse(refused);
      return ResponseEntity.status(answer.getStatusCode())
          .headers(answer.getHeaders())
          .body(answer.getBody());
    }
    ProblemDetail problem = RequestProblems.of(refused, status);
    return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> anythingElse(Exception failure) {
    return RequestFault.status(failure)
        .map(status -> answer(RequestProblems.of(status)))
        .orElseGet(() -> ofOurs(failure));
  }

  private static ResponseEntity<ProblemDetail> ofOurs(Exception failure) {
    return switch (DatabaseFault.of(failure)) {
      case UNAVAILABLE -> {
        log.atWarn().addKeyValue("cause", failure.toString()).log("database unavailable");
        yield ResponseEntity.status(ProblemCode.DATABASE_UNAVAILABLE.status())
            .header(HttpHeaders.RETRY_AFTER, DATABASE_RETRY_AFTER)
            .body(ProblemCode.DATABASE_UNAVAILABLE.problem("Nothing was changed. Try again soon."));
      }
      case CONFLICT -> {
        log.atInfo().addKeyValue("cause", failure.toString()).log("lost against another change");
        yield answer(ProblemCode.CONFLICT.problem("Nothing was changed. Try again."));
      }
      case NONE -> {
        String correlationId =
            RequestTrace.current()
                .map(Traceparent::traceId)
                .orElseGet(() -> UUID.randomUUID().toString());
        log.atError()
            .addKeyValue("correlation_id", correlationId)
            .setCause(failure)
            .log("request failed");
        ProblemDetail problem =
            ProblemCode.INTERNAL_ERROR.problem("Tell us the correlation id, should it go on.");
        problem.setProperty("correlation_id", correlationId);
        yield answer(problem);
      }
    };
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus()).body(problem);
  }
}
