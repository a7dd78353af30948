package ai.babymusic.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals: as RFC 9457 problems, unless the path speaks a format of its own. */
@Component
class Refusals {

  private final List<RefusalFormat> formats;
  private final JsonMapper json;

  Refusals(List<RefusalFormat> formats, JsonMapper json) {
    this.formats = formats;
    this.json = json;
  }

  void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    for (RefusalFormat format : formats) {
      if (format.covers(request)) {
        format.write(request, response, refusal);
        return;
      }
    }
    response.setStatus(refusal.code().status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(refusal.code().problem(refusal.detail())));
  }
}
