package ai.babymusic.gateway.problems;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Every problem there is, by the stable {@code code} that clients may rely on. The list for them
 * stands in {@code docs/problems.md}; a test holds it to this one.
 */
public enum ProblemCode {
  NOT_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON"),
  MISSING_FIELD(HttpStatus.BAD_REQUEST, "Something required is missing"),
  INVALID_FIELD(HttpStatus.BAD_REQUEST, "A field has a value that is not allowed"),
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
  NO_TOKEN(HttpStatus.UNAUTHORIZED, "An access token is needed"),
  INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The access token is not accepted"),
  EXPIRED_TOKEN(HttpStatus.UNAUTHORIZED, "The access token has expired"),
  SESSION_REVOKED(HttpStatus.UNAUTHORIZED, "The session of this token has ended"),
  ACCOUNT_GONE(HttpStatus.UNAUTHORIZED, "The account of this token is gone"),
  INVALID_TICKET(HttpStatus.UNAUTHORIZED, "The ticket is unknown, used or too old"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
  SONG_NOT_YOURS(HttpStatus.FORBIDDEN, "The song is not the caller's"),
  ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such route"),
  SONG_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such song"),
  GENERATION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such generation"),
  VARIATION_NOT_FOUND(HttpStatus.NOT_FOUND, "The song has no such variation"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The route has no such method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The route does not answer in that media type"),
  SONG_NOT_RETRYABLE(HttpStatus.CONFLICT, "Only a failed or cancelled song can be made again"),
  SONG_NOT_CANCELLABLE(HttpStatus.CONFLICT, "The song is being made and can only be deleted"),
  AUDIO_NOT_READY(HttpStatus.CONFLICT, "The song has no audio yet"),
  CONFLICT(HttpStatus.CONFLICT, "The data changed meanwhile"),
  SONG_DELETED(HttpStatus.GONE, "The song of this idempotency key was deleted"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to another request"),
  TOO_MANY_ACTIVE_SONGS(HttpStatus.TOO_MANY_REQUESTS, "Too many songs are being made"),
  TOO_MANY_SONGS_TODAY(HttpStatus.TOO_MANY_REQUESTS, "Too many songs were asked for today"),
  TOO_MANY_STREAMS(HttpStatus.TOO_MANY_REQUESTS, "Too many event streams are open"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached"),
  KAFKA_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Kafka cannot be reached"),
  SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, "This instance is shutting down");

  private final HttpStatus status;
  private final String title;

  ProblemCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** As it stands in the problem's {@code code}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** A problem of this kind; {@code detail} is read by people and tells nothing of the inside. */
  public ProblemDetail problem(String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:babymusic:problem:" + code()));
    problem.setTitle(title);
    problem.setProperty("code", code());
    return problem;
  }
}
