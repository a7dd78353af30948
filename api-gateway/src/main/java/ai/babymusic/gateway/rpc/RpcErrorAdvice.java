package ai.babymusic.gateway.rpc;

import ai.babymusic.gateway.problems.RequestFault;
import ai.babymusic.gateway.tracing.RequestTrace;
import ai.babymusic.schemas.tracing.Traceparent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whatever leaves one of these routes as an exception, in their form. */
@RestControllerAdvice(annotations = RpcRoutes.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RpcErrorAdvice {

  private static final Logger log = LoggerFactory.getLogger(RpcErrorAdvice.class);
  private static final String RETRY_AFTER = "2";

  @ExceptionHandler
  ResponseEntity<Map<String, @Nullable Object>> refused(RpcError error) {
    var answer = ResponseEntity.status(error.status());
    if (error.status().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    // Named outright: a refusal is told whatever the client says it accepts.
    return answer.contentType(MediaType.APPLICATION_JSON).body(error.body());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, @Nullable Object>> unreadable(HttpMessageNotReadableException fault) {
    return refused(new RpcError(HttpStatus.BAD_REQUEST, "PGRST102", "Empty or invalid json"));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, @Nullable Object>> unexpected(Exception fault) {
    return RequestFault.status(fault)
        .map(
            status -> refused(new RpcError(status, "PGRST100", "The request cannot be understood")))
        .orElseGet(() -> ofOurs(fault));
  }

  private ResponseEntity<Map<String, @Nullable Object>> ofOurs(Exception fault) {
    String correlationId = RequestTrace.current().map(Traceparent::traceId).orElse("");
    log.atError().addKeyValue("correlation_id", correlationId).setCause(fault).log("call failed");
    return refused(
        new RpcError(
            HttpStatus.INTERNAL_SERVER_ERROR, "XX000", "Something went wrong on our side"));
  }
}
