package ai.babymusic.gateway.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import ai.babymusic.gateway.running.Tokens;
import ai.babymusic.local.fuzzing.Barrage;
import ai.babymusic.local.fuzzing.Chance;
import ai.babymusic.local.fuzzing.Framing;
import ai.babymusic.local.fuzzing.HostileBodies;
import ai.babymusic.local.fuzzing.HostileHeaders;
import ai.babymusic.local.fuzzing.HostileText;
import ai.babymusic.local.fuzzing.Shot;
import ai.babymusic.local.fuzzing.WireReply;
import ai.babymusic.local.fuzzing.WireRequest;
import ai.babymusic.schemas.events.EventCodec;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Requests to every route that are wrong somewhere: no answer is our fault, and every refusal is
 * worded as the route's contract has it.
 */
final class HostileRequests implements Barrage.Aim {

  private static final int REQUESTS_OF_A_GUEST = 250;
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}|\\*\\*");
  private static final Pattern MALFORMED = Pattern.compile("[^!-~]|[%;\\\\{}]|//");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final RunningGateway gateway;
  private final List<Map.Entry<String, Sample>> shares = new ArrayList<>();
  private final Map<Integer, Guest> guests = new ConcurrentHashMap<>();
  private final String known;

  HostileRequests(RunningGateway gateway, Map<String, Sample> samples) {
    this.gateway = gateway;
    samples
        .entrySet()
        .forEach(route -> shares.addAll(Collections.nCopies(route.getValue().share(), route)));
    known = SignedIn.at(gateway).address();
  }

  @Override
  public Shot shot(int number, Chance chance) {
    Guest guest = guests.computeIfAbsent(number / REQUESTS_OF_A_GUEST, _ -> Guest.at(gateway));
    Map.Entry<String, Sample> picked = chance.of(shares);
    String route = picked.getKey();
    Sample sample = picked.getValue();
    String method = route.substring(0, route.indexOf(' '));
    String path = path(route.substring(method.length() + 1), guest, chance);
    WireRequest request =
        WireRequest.of(
                method.equals(Routes.ANY) ? chance.of(METHODS) : method,
                path + query(sample, guest, chance),
                body(sample, guest, chance))
            .with(credentials(sample.as(), guest, chance))
            .with(headers(sample, chance));
    boolean isMalformed = MALFORMED.matcher(path).find();
    if (chance.oneIn(40)) {
      request = request.with(chance.of(List.of(Framing.values())));
      isMalformed = true;
    } else if (chance.oneIn(40)) {
      request = request.with(HostileHeaders.refused(chance));
      isMalformed = true;
    }
    return new Shot(request, isMalformed ? this::malformed : reply -> verdict(path, reply));
  }

  private Optional<String> verdict(String path, WireReply reply) {
    return reply.status() < 400
            || ErrorShape.of(path).isThatOf(reply)
            || (reply.status() == 400 && ErrorShape.PROBLEM.isThatOf(reply)) // by a filter
        ? malformed(reply)
        : Optional.of(reply.status() + " in other words than the contract's: " + reply.text());
  }

  /** Refused by the server itself, perhaps, in words of its own. */
  private Optional<String> malformed(WireReply reply) {
    return reply.status() < 500
        ? Optional.empty()
        : Optional.of(reply.status() + ": " + reply.text());
  }

  private String path(String pattern, Guest guest, Chance chance) {
    String path =
        VARIABLE
            .matcher(pattern)
            .replaceAll(_ ->
                Matcher.quoteReplacement(
                    chance.oneIn(3)
                        ? HostileHeaders.segment(chance)
                        : guest.fill(pattern.contains("/admin/") ? "{user}" : "{song}", known)));
    return path.startsWith(Routes.PUBLISHED) && chance.oneIn(4)
        ? Routes.OURS + path.substring(Routes.PUBLISHED.length())
        : path;
  }

  private String query(Sample sample, Guest guest, Chance chance) {
    List<String> query = new ArrayList<>();
    sample
        .queryOrNone()
        .forEach((name, value) -> {
          String usual =
              guest
                  .fill(value, known)
                  .replace("{grant}", chance.of("password", "refresh_token", "pkce", "id_token"));
          switch (chance.below(6)) {
            case 0 -> {}
            case 1 -> query.add(name + "=" + encoded(HostileText.any(chance)));
            case 2 -> query.add(name + "=" + encoded(usual) + "&" + name + "=");
            default -> query.add(name + "=" + encoded(usual));
          }
        });
    return query.isEmpty() ? "" : "?" + String.join("&", query);
  }

  /** Half a surrogate pair has no encoding; longer ones than a request line takes are cut. */
  private static String encoded(String text) {
    return URLEncoder.encode(text.substring(0, Math.min(text.length(), 500)), UTF_8);
  }

  private byte[] body(Sample sample, Guest guest, Chance chance) {
    if (sample.bodiesOrNone().isEmpty()) {
      return new byte[0];
    }
    List<JsonNode> bodies =
        EventCodec.JSON
            .readTree(guest.fill(EventCodec.JSON.writeValueAsString(sample.bodies()), known))
            .valueStream()
            .toList();
    return chance.oneIn(5)
        ? EventCodec.JSON.writeValueAsBytes(chance.of(bodies))
        : new HostileBodies(bodies).next(chance).bytes();
  }

  private List<String> credentials(Sample.Role role, Guest guest, Chance chance) {
    String bearer = "Authorization: Bearer ";
    if (chance.oneIn(10)) {
      return List.of(
          chance.of(
              "Authorization: Basic eDp5",
              "Authorization:",
              bearer + HostileText.header(chance),
              bearer + guest.token().substring(chance.below(guest.token().length())),
              bearer + guest.token() + ".",
              "X-No: token"));
    }
    return switch (role) {
      case PARENT -> List.of(bearer + guest.token(), "apikey: any");
      case OPERATOR -> List.of(bearer + Tokens.operator("service_role"), "apikey: any");
      case NOBODY -> List.of(bearer + "sb_publishable_test", "apikey: any");
    };
  }

  private static List<String> headers(Sample sample, Chance chance) {
    List<String> headers =
        new ArrayList<>(
            chance.oneIn(6)
                ? HostileHeaders.harmless(chance)
                : List.of("Content-Type: application/json"));
    sample
        .headersOrNone()
        .forEach((name, value) -> {
          if (chance.oneIn(2)) {
            headers.add(name + ": " + (chance.oneIn(2) ? HostileText.header(chance) : value));
          }
        });
    if (chance.oneIn(3)) {
      headers.add("X-Supabase-Api-Version: " + chance.of("2024-01-01", "yesterday", "2023-01-01"));
    }
    return headers;
  }
}
