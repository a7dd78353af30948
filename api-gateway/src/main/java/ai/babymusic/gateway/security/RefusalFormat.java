package ai.babymusic.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The error format of some paths, where it is not RFC 9457. */
public interface RefusalFormat {

  boolean covers(HttpServletRequest request);

  void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException;
}
