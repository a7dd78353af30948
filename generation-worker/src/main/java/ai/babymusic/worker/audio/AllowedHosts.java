package ai.babymusic.worker.audio;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * From where audio may come. {@code host} and {@code *.domain} mean HTTPS on its own port; {@code
 * host:port} means that port, HTTP too, and that the host may be a private address.
 */
final class AllowedHosts {

  private final List<String> entries;

  AllowedHosts(List<String> entries) {
    this.entries =
        entries.stream()
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  boolean allows(URI uri) {
    if (!namesOnlyAHost(uri)) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    int port = uri.getPort() == -1 ? (secure ? 443 : 80) : uri.getPort();
    if ((secure || scheme.equals("http")) && mayBePrivate(host, port)) {
      return true;
    }
    return secure && port == 443 && entries.stream().anyMatch(entry -> covers(entry, host));
  }

  /** Whether only an entry is missing, as when the provider moves its files. */
  boolean lacks(URI uri) {
    return namesOnlyAHost(uri) && uri.getScheme().equalsIgnoreCase("https") && !allows(uri);
  }

  /** Whether the operator named this very host and port. */
  boolean mayBePrivate(String host, int port) {
    return entries.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }

  private static boolean namesOnlyAHost(URI uri) {
    return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getScheme() != null;
  }

  private static boolean covers(String entry, String host) {
    return entry.startsWith("*.") ? host.endsWith(entry.substring(1)) : entry.equals(host);
  }
}
