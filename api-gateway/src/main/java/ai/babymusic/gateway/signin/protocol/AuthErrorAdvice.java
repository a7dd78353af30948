package ai.babymusic.gateway.signin.protocol;

import ai.babymusic.gateway.problems.RequestFault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whatever leaves a sign-in route as an exception, in the contract's format. */
@RestControllerAdvice(annotations = AuthRoutes.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuthErrorAdvice {

  private static final Logger log = LoggerFactory.getLogger(AuthErrorAdvice.class);

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(AuthError error, HttpServletRequest request) {
    var answer = ErrorBody.of(error, request.getHeader(ErrorBody.VERSION));
    // Named outright: a refusal is told whatever the client says it accepts.
    return ResponseEntity.status(error.status())
        .headers(answer.headers())
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.fields());
  }

  /** Not a 4xx, whatever the route: with one the client would drop its session. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    RecoverableDataAccessException.class,
    TransactionException.class
  })
  ResponseEntity<Map<String, Object>> databaseAway(Exception fault, HttpServletRequest request) {
    log.atWarn().addKeyValue("cause", fault.toString()).log("database unavailable for sign-in");
    return refused(
        AuthError.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unexpected_failure",
            "The service is unavailable at the moment, please try again"),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unexpected(Exception fault, HttpServletRequest request) {
    AuthError error =
        RequestFault.status(fault)
            .map(status ->
                AuthError.of(
                    HttpStatus.valueOf(status.value()),
                    "bad_request",
                    "The request cannot be understood"))
            .orElseGet(() -> ofOurs(fault));
    return refused(error, request);
  }

  private static AuthError ofOurs(Exception fault) {
    log.atError().setCause(fault).log("sign-in request failed");
    return AuthError.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "unexpected_failure", "Something went wrong on our side");
  }
}
