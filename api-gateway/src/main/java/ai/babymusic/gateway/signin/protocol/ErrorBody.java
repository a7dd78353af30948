package ai.babymusic.gateway.signin.protocol;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An error as the client's version of the contract reads it. Which one that is, it says in a
 * header; it looks for the same header in the answer.
 */
record ErrorBody(HttpHeaders headers, Map<String, Object> fields) {

  static final String VERSION = "X-Supabase-Api-Version";
  static final String CODE = "x-sb-error-code";

  private static final LocalDate NAMED_CODES = LocalDate.of(2024, 1, 1);

  static ErrorBody of(AuthError error, @Nullable String requestedVersion) {
    var headers = new HttpHeaders();
    headers.set(CODE, error.code());
    if (error.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, "2");
    }
    error.headers().forEach(headers::set);
    var fields = new LinkedHashMap<String, Object>();
    if (error.isOauth()) {
      fields.put("error", error.code());
      fields.put("error_description", error.text());
      return new ErrorBody(headers, fields);
    }
    var version = date(requestedVersion).filter(date -> !date.isBefore(NAMED_CODES));
    if (version.isPresent()) {
      headers.set(VERSION, version.get().toString());
      fields.put("code", error.code());
      fields.put("message", error.text());
    } else {
      fields.put("code", error.status().value());
      fields.put("error_code", error.code());
      fields.put("msg", error.text());
    }
    if (!error.weaknesses().isEmpty()) {
      fields.put("weak_password", Map.of("reasons", error.weaknesses()));
    }
    return new ErrorBody(headers, fields);
  }

  private static Optional<LocalDate> date(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // an unknown version gets the oldest form
    }
  }
}
