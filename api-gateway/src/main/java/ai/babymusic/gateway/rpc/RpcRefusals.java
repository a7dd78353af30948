package ai.babymusic.gateway.rpc;

import ai.babymusic.gateway.security.Refusal;
import ai.babymusic.gateway.security.RefusalFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a filter refuses before a route sees it. */
@Component
class RpcRefusals implements RefusalFormat {

  private final JsonMapper json;

  RpcRefusals(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean covers(HttpServletRequest request) {
    return request.getRequestURI().startsWith(RpcRoutes.BASE);
  }

  @Override
  public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    var error = new RpcError(refusal.code().status(), code(refusal), refusal.detail());
    response.setStatus(error.status().value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(error.body()));
  }

  /** PostgREST's where it has one; else ours, which nobody takes for one of those. */
  private static String code(Refusal refusal) {
    return switch (refusal.code()) {
      case NO_TOKEN -> "PGRST302";
      case INVALID_TOKEN -> "PGRST301";
      case EXPIRED_TOKEN -> "PGRST303";
      case FORBIDDEN -> "42501";
      default -> refusal.code().code();
    };
  }
}
