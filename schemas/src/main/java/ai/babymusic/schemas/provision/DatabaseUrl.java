package ai.babymusic.schemas.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is and as whom to go there, from {@code DATABASE_URL}: libpq's form {@code
 * postgresql://user:password@host:port/database?parameters} or pgjdbc's {@code
 * jdbc:postgresql://host:port/database?user=…&password=…}.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(String jdbcUrl, String user, @Nullable String password) {

  /**
   * Reads either form.
   *
   * @throws IllegalArgumentException if {@code url} has neither form or names no user; the message
   *     does not repeat it, since it may hold a password
   */
  public static DatabaseUrl parse(String url) {
    URI uri;
    try {
      uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    } catch (IllegalArgumentException e) {
      throw malformed("is not a URL");
    }
    if (uri.getScheme() == null
        || !(uri.getScheme().equals("postgresql") || uri.getScheme().equals("postgres"))
        || uri.getHost() == null
        || uri.getPath().length() < 2) {
      throw malformed("must look like postgresql://user:password@host:5432/database");
    }
    Map<String, String> parameters = parameters(uri.getRawQuery());
    String user = parameters.remove("user");
    String password = parameters.remove("password");
    String userInfo = uri.getRawUserInfo();
    if (userInfo != null) {
      String[] parts = userInfo.split(":", 2);
      user = URLDecoder.decode(parts[0], UTF_8);
      password = parts.length > 1 ? URLDecoder.decode(parts[1], UTF_8) : password;
    }
    if (user == null || user.isEmpty()) {
      throw malformed("names no user");
    }
    int port = uri.getPort() == -1 ? 5432 : uri.getPort();
    return new DatabaseUrl(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query(parameters),
        user,
        password);
  }

  /** The same place for somebody else. */
  public DatabaseUrl as(String otherUser, String otherPassword) {
    return new DatabaseUrl(jdbcUrl, otherUser, otherPassword);
  }

  /** libpq's form, as {@code psql} and the services take it. It holds the password. */
  public String toUri() {
    String secret = password == null ? "" : ":" + URLEncoder.encode(password, UTF_8);
    return "postgresql://"
        + URLEncoder.encode(user, UTF_8)
        + secret
        + "@"
        + jdbcUrl.substring("jdbc:postgresql://".length());
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    if (query == null) {
      return new LinkedHashMap<>();
    }
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : "",
                (first, second) -> second,
                LinkedHashMap::new));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(entry ->
                URLEncoder.encode(entry.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException("DATABASE_URL " + what);
  }
}
