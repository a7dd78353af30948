package ai.babymusic.gateway.signin.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal in the contract's words: clients know the code, people read the message. */
public final class AuthError extends RuntimeException {

  private final Form form;
  private final HttpStatus status;
  private final String code;
  private final List<String> weaknesses;
  private final Map<String, String> headers;

  private AuthError(
      Form form,
      HttpStatus status,
      String code,
      @Nullable String message,
      List<String> weaknesses,
      Map<String, String> headers) {
    super(message, null, false, false); // an answer, not a fault: nobody reads its stack
    this.form = form;
    this.status = status;
    this.code = code;
    this.weaknesses = weaknesses;
    this.headers = headers;
  }

  public static AuthError of(HttpStatus status, String code, String message) {
    return new AuthError(Form.CONTRACT, status, code, message, List.of(), Map.of());
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
    return new AuthError(
        Form.CONTRACT,
        HttpStatus.UNPROCESSABLE_CONTENT,
        "weak_password",
        message,
        reasons,
        Map.of());
  }

  /** One of the few that have kept OAuth's own form. */
  public static AuthError oauth(String code, String description) {
    return new AuthError(
        Form.OAUTH, HttpStatus.BAD_REQUEST, code, description, List.of(), Map.of());
  }

  /** The same with these headers. */
  public AuthError with(Map<String, String> more) {
    return new AuthError(form, status, code, getMessage(), weaknesses, more);
  }

  boolean isOauth() {
    return form == Form.OAUTH;
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

  Map<String, String> headers() {
    return headers;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  private enum Form {
    CONTRACT,
    OAUTH
  }
}
