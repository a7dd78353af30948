package ai.babymusic.gateway.signin.protocol;

import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.security.Refusal;
import ai.babymusic.gateway.security.RefusalFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a filter refuses on a sign-in route, in the contract's format. */
@Component
class AuthRefusals implements RefusalFormat {

  private final JsonMapper json;

  AuthRefusals(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean covers(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(AuthRoutes.PUBLISHED + "/") || path.startsWith(AuthRoutes.OURS + "/");
  }

  @Override
  public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    String code =
        refusal.code() == ProblemCode.BODY_TOO_LARGE
            ? "request_entity_too_large"
            : refusal.code().code();
    var error = AuthError.of(refusal.code().status(), code, refusal.detail());
    var answer = ErrorBody.of(error, request.getHeader(ErrorBody.VERSION));
    response.setStatus(refusal.code().status().value());
    answer.headers().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(answer.fields()));
  }
}
