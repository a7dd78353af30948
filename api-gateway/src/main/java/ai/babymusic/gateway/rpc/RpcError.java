package ai.babymusic.gateway.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * An error as PostgREST tells it: the published client hands its four fields on to the page. Codes
 * are PostgREST's or PostgreSQL's own.
 */
final class RpcError extends RuntimeException {

  private final HttpStatusCode status;
  private final String code;
  private final String told;
  private final @Nullable String hint;

  RpcError(HttpStatusCode status, String code, String message) {
    this(status, code, message, null);
  }

  RpcError(HttpStatusCode status, String code, String message, @Nullable String hint) {
    super(message);
    this.status = status;
    this.code = code;
    this.told = message;
    this.hint = hint;
  }

  HttpStatusCode status() {
    return status;
  }

  Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("code", code);
    body.put("details", null);
    body.put("hint", hint);
    body.put("message", told);
    return body;
  }
}
