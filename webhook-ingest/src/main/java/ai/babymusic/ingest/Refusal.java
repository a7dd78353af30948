package ai.babymusic.ingest;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Why a callback is not taken. The name in lower case is the problem's stable code. */
enum Refusal {
  UNKNOWN_ADDRESS(HttpStatus.NOT_FOUND, "There is no such address for callbacks."),
  WRONG_SECRET(HttpStatus.UNAUTHORIZED, "The secret is missing or is not that of this address."),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than a callback can be."),
  BODY_BROKEN(HttpStatus.BAD_REQUEST, "The body ended before it was whole."),
  NOT_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON."),
  OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too much comes at once. Send the callback again."),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The callback could not be stored. Send it again.");

  private final HttpStatus status;
  private final String detail;

  Refusal(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  HttpStatus status() {
    return status;
  }

  String detail() {
    return detail;
  }
}
