package ai.babymusic.gateway.signin.protocol;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A refusal in the contract's words: clients know the code, people read the message. */
public final class AuthError extends RuntimeException {

  private final HttpStatus status;
  private final String code;
  private final List<String> weaknesses;

  private AuthError(HttpStatus status, String code, String message, List<String> weaknesses) {
    super(message, null, false, false); // an answer, not a fault: nobody reads its stack
    this.status = status;
    this.code = code;
    this.weaknesses = weaknesses;
  }

  public static AuthError of(HttpStatus status, String code, String message) {
    return new AuthError(status, code, message, List.of());
  }

  public static AuthError badRequest(String code, String message) {
    return of(HttpStatus.BAD_REQUEST, code, message);
  }

  public static AuthError forbidden(String code, String message) {
    return of(HttpStatus.FORBIDDEN, code, message);
  }

  public static AuthError unprocessable(String code, String message) {
    return of(HttpStatus.UNPROCESSABLE_CONTENT, code, message);
  }

  /** Something in the body has the right form and a wrong content. */
  public static AuthError validationFailed(String message) {
    return badRequest("validation_failed", message);
  }

  public static AuthError weakPassword(String message, List<String> reasons) {
    return new AuthError(HttpStatus.UNPROCESSABLE_CONTENT, "weak_password", message, reasons);
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  List<String> weaknesses() {
    return weaknesses;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
