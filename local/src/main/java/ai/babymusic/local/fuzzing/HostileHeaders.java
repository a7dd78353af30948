package ai.babymusic.local.fuzzing;

import java.util.List;
import java.util.stream.IntStream;

/** Header lines and targets that a stranger may send. */
public final class HostileHeaders {

  private static final int MORE_THAN_ANY_SERVER_READS = 300;

  private HostileHeaders() {}

  /** Those that must change nothing: claims about a body and about the way it took. */
  public static List<String> harmless(Chance chance) {
    return switch (chance.below(12)) {
      case 0 ->
          List.of("Content-Type: " + chance.of("text/plain", "image/png", "application/xml", "x"));
      case 1 -> List.of("Content-Type: application/json; charset=" + chance.of("utf-16", "none"));
      case 2 -> List.of("Content-Type: application/x-www-form-urlencoded");
      case 3 -> List.of("Content-Type: multipart/form-data; boundary=x");
      case 4 -> List.of("Content-Encoding: " + chance.of("gzip", "br", "identity", "x"));
      case 5 -> List.of("Accept: " + chance.of("image/png", "*/*;q=0", "text/event-stream", ","));
      case 6 ->
          List.of(
              "X-Forwarded-For: " + HostileText.header(chance),
              "X-Forwarded-Proto: " + chance.of("https", "gopher", ""),
              "Forwarded: for=\"_x\"");
      case 7 ->
          List.of("traceparent: 00-" + "0".repeat(32) + "-x", "tracestate: =,=", "baggage: ;");
      case 8 -> many(1 + chance.upTo(50));
      case 9 -> List.of("Cookie: a=\"; b=" + "c".repeat(chance.upTo(2_000)), "X-Empty:");
      case 10 -> List.of("Expect: 100-continue");
      default -> List.of("Content-Type: application/json");
    };
  }

  /** Those for which a server may refuse the request as a whole. */
  public static List<String> refused(Chance chance) {
    return switch (chance.below(7)) {
      case 0 -> many(MORE_THAN_ANY_SERVER_READS);
      case 1 -> List.of("X-Large: " + "x".repeat(100_000));
      case 2 -> List.of("X-Control: \u0001\u007f\u0000");
      case 3 -> List.of("X Name: spaced", "(): {}");
      case 4 -> List.of("Host: another");
      case 5 -> List.of("no colon at all");
      default -> List.of("Expect: the-unexpected");
    };
  }

  /** One segment of a path that may not even be decodable. */
  public static String segment(Chance chance) {
    return chance.of(
        "%00",
        "%",
        "%zz",
        "%2e%2e",
        "..;a=b",
        "a%2fb",
        "a\\b",
        "%c0%af",
        "%ff",
        "{id}",
        "\u00e4",
        "null",
        "0",
        "-1",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-000000000000",
        "x".repeat(1 + chance.upTo(5_000)));
  }

  private static List<String> many(int count) {
    return IntStream.range(0, count).mapToObj(n -> "X-Odd-" + n + ": " + n).toList();
  }
}
