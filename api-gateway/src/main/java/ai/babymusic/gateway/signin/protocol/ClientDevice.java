package ai.babymusic.gateway.signin.protocol;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** From where somebody signs in, kept with the session. */
public record ClientDevice(@Nullable String userAgent, String ip) {

  private static final int MAX_USER_AGENT = 500;

  /** Behind proxies the address is the one that a trusted proxy tells. */
  public static ClientDevice of(HttpServletRequest request) {
    String userAgent = request.getHeader("User-Agent");
    return new ClientDevice(
        userAgent == null || userAgent.length() <= MAX_USER_AGENT
            ? userAgent
            : userAgent.substring(0, MAX_USER_AGENT),
        withoutZone(request.getRemoteAddr()));
  }

  /** PostgreSQL's inet knows no interface names, as in {@code fe80::1%eth0}. */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
