package ai.babymusic.gateway.signin.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody signs in, kept with the session.
 *
 * @param ip null if the proxy in front does not tell it
 */
public record ClientDevice(@Nullable String userAgent, @Nullable String ip) {

  private static final int MAX_USER_AGENT = 500;

  /** Behind proxies the address is the one that a trusted proxy tells. */
  public static ClientDevice of(HttpServletRequest request) {
    String userAgent = request.getHeader("User-Agent");
    return new ClientDevice(
        userAgent == null || userAgent.length() <= MAX_USER_AGENT
            ? userAgent
            : userAgent.substring(0, MAX_USER_AGENT),
        address(request.getRemoteAddr()));
  }

  /**
   * What PostgreSQL's inet takes: no interface as in {@code fe80::1%eth0}, no port as some proxies
   * add; nothing if a proxy tells something else.
   */
  private static @Nullable String address(String told) {
    String bare = told.replaceFirst("%.*$", "");
    if (bare.matches("[0-9.]+:[0-9]+")) {
      bare = bare.substring(0, bare.indexOf(':'));
    } else if (bare.startsWith("[") && bare.contains("]")) {
      bare = bare.substring(1, bare.indexOf(']'));
    }
    try {
      return InetAddress.ofLiteral(bare).getHostAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
