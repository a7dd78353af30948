package ai.babymusic.gateway.signin.mails;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The mail server: {@code smtp://user:password@host:port} or {@code smtps://…}; {@code smtp} uses
 * TLS when the server offers it, and insists on it with {@code ?tls=required}.
 */
record SmtpUrl(
    String host,
    int port,
    @Nullable String user,
    @Nullable String password,
    boolean implicitTls,
    boolean tlsRequired) {

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException naming what is wrong, without the password
   */
  static SmtpUrl parse(URI url) {
    boolean implicit = "smtps".equals(url.getScheme());
    if (!implicit && !"smtp".equals(url.getScheme())) {
      throw new IllegalArgumentException("SMTP_URL must begin with smtp:// or smtps://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("SMTP_URL names no host");
    }
    String query = url.getQuery();
    if (query != null && !query.equals("tls=required")) {
      throw new IllegalArgumentException("SMTP_URL knows no option but tls=required");
    }
    String[] credentials =
        url.getRawUserInfo() == null ? new String[0] : url.getRawUserInfo().split(":", 2);
    return new SmtpUrl(
        url.getHost(),
        url.getPort() >= 0 ? url.getPort() : implicit ? 465 : 587,
        credentials.length > 0 ? decoded(credentials[0]) : null,
        credentials.length > 1 ? decoded(credentials[1]) : null,
        implicit,
        query != null);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
