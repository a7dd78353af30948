package ai.babymusic.gateway.problems;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** A problem's text, where no message converter writes it. */
final class ProblemJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ProblemJson() {}

  static String of(ProblemDetail problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", String.valueOf(problem.getType()));
    members.put("title", String.valueOf(problem.getTitle()));
    members.put("status", problem.getStatus());
    members.put("detail", String.valueOf(problem.getDetail()));
    if (problem.getProperties() != null) {
      members.putAll(problem.getProperties());
    }
    return JSON.writeValueAsString(members);
  }
}
