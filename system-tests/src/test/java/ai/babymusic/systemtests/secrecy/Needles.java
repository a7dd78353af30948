package ai.babymusic.systemtests.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Secrets, in the forms in which they may lie around, to be found in much text in one go. */
final class Needles {

  /** Whatever is shorter stands in ordinary text too. */
  private static final int SHORTEST = 8;

  private static final Pattern CODE = Pattern.compile("\\d{6}");

  /** Six digits that are not part of anything longer, such as a fraction of a second. */
  private static final Pattern LONE_CODE =
      Pattern.compile("(?<![0-9A-Za-z.])\\d{6}(?![0-9A-Za-z])");

  private final Map<String, List<Needle>> byStart = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();

  private record Needle(String kind, String text) {}

  /** Of each secret its kind. */
  Needles(Map<String, String> secrets) {
    secrets.forEach((secret, kind) -> {
      if (CODE.matcher(secret).matches()) {
        codes.put(secret, kind);
      } else if (secret.length() >= SHORTEST) {
        forms(secret).distinct().forEach(form -> add(new Needle(kind, form)));
      }
    });
  }

  /** The kinds of the secrets that stand in the text. */
  Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    LONE_CODE
        .matcher(text)
        .results()
        .filter(digits -> codes.containsKey(digits.group()))
        .forEach(digits -> found.add("code"));
    for (int i = 0; i <= text.length() - SHORTEST; i++) {
      int at = i;
      byStart.getOrDefault(text.substring(i, i + SHORTEST), List.of()).stream()
          .filter(needle -> text.startsWith(needle.text(), at))
          .forEach(needle -> found.add(needle.kind()));
    }
    return found;
  }

  private void add(Needle needle) {
    byStart
        .computeIfAbsent(needle.text().substring(0, SHORTEST), _ -> new ArrayList<>())
        .add(needle);
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    return Stream.of(
        withoutItsClaims(secret),
        URLEncoder.encode(secret, UTF_8),
        HexFormat.of().formatHex(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Of a JWT only the signature is secret: without it nobody takes the rest. */
  private static String withoutItsClaims(String secret) {
    String signature = secret.substring(secret.lastIndexOf('.') + 1);
    return secret.startsWith("eyJ") && signature.length() >= SHORTEST ? signature : secret;
  }
}
