package ai.babymusic.gateway.problems;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Requests that were refused before a controller could read them, as problems in our words. */
final class RequestProblems {

  private RequestProblems() {}

  static ProblemDetail of(InvalidField invalid) {
    ProblemDetail problem = invalid.code().problem(invalid.getMessage() + ".");
    problem.setProperty("field", invalid.field());
    if (!invalid.allowed().isEmpty()) {
      problem.setProperty("allowed", invalid.allowed());
    }
    return problem;
  }

  /** {@code status} is what Spring would answer; it never says more than the request did. */
  static ProblemDetail of(Exception refused, HttpStatusCode status) {
    return switch (refused) {
      case HttpMessageNotReadableException unreadable -> ofBody(unreadable);
      case MethodArgumentTypeMismatchException mismatch ->
          of(InvalidField.because(mismatch.getName(), "must be " + kind(mismatch)));
      case MissingServletRequestParameterException missing ->
          of(InvalidField.missing(missing.getParameterName(), ""));
      case MissingRequestHeaderException missing ->
          of(InvalidField.missing(missing.getHeaderName(), ""));
      default -> of(status);
    };
  }

  static ProblemDetail of(HttpStatusCode status) {
    return switch (status.value()) {
      case 401 -> ProblemCode.NO_TOKEN.problem("Send an access token as a bearer.");
      case 403 -> ProblemCode.FORBIDDEN.problem("The token does not allow this.");
      case 404 -> ProblemCode.ROUTE_NOT_FOUND.problem("Nothing is served at this path.");
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED.problem("Allowed methods stand in Allow.");
      case 406 -> ProblemCode.NOT_ACCEPTABLE.problem("The Accept header leaves nothing to send.");
      case 413 -> ProblemCode.BODY_TOO_LARGE.problem("A body may have 512 KiB.");
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE.problem("Send application/json.");
      default ->
          status.is5xxServerError()
              ? ProblemCode.INTERNAL_ERROR.problem("Try again later.")
              : ProblemCode.BAD_REQUEST.problem("The request is malformed.");
    };
  }

  private static ProblemDetail ofBody(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
        return of(
            InvalidField.because(
                mismatch.getPath().getLast().getPropertyName(), "has the wrong type"));
      }
      if (cause instanceof JacksonException) {
        return ProblemCode.NOT_JSON.problem("The body cannot be read as JSON.");
      }
    }
    return ProblemCode.NOT_JSON.problem("A JSON body is required.");
  }

  private static String kind(MethodArgumentTypeMismatchException mismatch) {
    Class<?> type = mismatch.getRequiredType();
    return switch (type == null ? "" : type.getSimpleName()) {
      case "UUID" -> "a UUID";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      default -> "of another type";
    };
  }
}
