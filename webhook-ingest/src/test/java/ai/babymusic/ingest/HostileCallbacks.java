package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.babymusic.local.fuzzing.Barrage;
import ai.babymusic.local.fuzzing.Chance;
import ai.babymusic.local.fuzzing.Framing;
import ai.babymusic.local.fuzzing.HostileBodies;
import ai.babymusic.local.fuzzing.HostileBody;
import ai.babymusic.local.fuzzing.HostileHeaders;
import ai.babymusic.local.fuzzing.HostileText;
import ai.babymusic.local.fuzzing.Shape;
import ai.babymusic.local.fuzzing.Shot;
import ai.babymusic.local.fuzzing.WireRequest;
import ai.babymusic.schemas.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Callbacks that are wrong in every way, and what the contract lets each be answered: 401 without
 * the secret whatever else is wrong, 413 above the limit, 400 for what is not JSON, and 200 for all
 * JSON of who knows the secret.
 */
final class HostileCallbacks implements Barrage.Aim {

  private static final int LARGEST = 512 * 1024;
  private static final int TAKEN = 200;
  private static final String FUNCTION = "/functions/v1/piapi-webhook";

  /** As the provider sends them; each echoes the secret that it was given. */
  private static final List<String> SAMPLES =
      List.of(
          sample("piapi.task.reported.sample.json"),
          sample("piapi.task.reported.sample-failed.json"),
          sample("piapi.task.reported.sample-pending.json"));

  private final Deliveries deliveries;

  /** What was answered 200 is noted in {@code deliveries}. */
  HostileCallbacks(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public Shot shot(int number, Chance chance) {
    return switch (chance.below(20)) {
      case 0 -> elsewhere(chance);
      case 1 -> unknownProtocol(chance);
      case 2, 3 -> toFunction(chance);
      default -> toGeneration(number, chance);
    };
  }

  private Shot toGeneration(int number, Chance chance) {
    UUID generation = deliveries.generation(number);
    String right = chance.of(Ingest.SECRETS.all(generation));
    Door door =
        switch (chance.below(12)) {
          case 0 -> Door.closed("x-webhook-secret", HostileText.header(chance));
          case 1 -> Door.closed("x-webhook-secret", Ingest.SECRETS.sign(UUID.randomUUID()));
          case 2 -> Door.closed("x-secret", right);
          case 3 -> Door.closed("x-webhook-secret", right.substring(1));
          case 4 -> new Door(List.of("X-WEBHOOK-SECRET:  " + right + " "), true);
          default -> new Door(List.of("x-webhook-secret: " + right), true);
        };
    Shot shot = through("/webhooks/piapi/" + generation, door, right, chance);
    return new Shot(
        shot.request(),
        reply -> {
          if (reply.status() == TAKEN) {
            deliveries.promised(number);
          }
          return shot.verdict().of(reply);
        });
  }

  private Shot toFunction(Chance chance) {
    String right = Ingest.SHARED_SECRET;
    Door door =
        switch (chance.below(5)) {
          case 0 -> Door.closed("secret", HostileText.header(chance));
          case 1 -> Door.closed("authorization", right);
          case 2 ->
              new Door(
                  List.of("x-secret: " + HostileText.header(chance), "webhook-secret: " + right),
                  true);
          default -> new Door(List.of(chance.of("x-webhook-secret: ", "secret: ") + right), true);
        };
    Shot shot = through(FUNCTION, door, right, chance);
    return new Shot(
        shot.request(),
        reply -> {
          if (reply.status() == TAKEN) {
            deliveries.promisedToFunction();
          }
          return shot.verdict().of(reply);
        });
  }

  private static Shot through(String path, Door door, String secret, Chance chance) {
    HostileBody body = body(secret, chance);
    WireRequest request =
        WireRequest.of("POST", path, body.bytes())
            .with(door.headers())
            .with(HostileHeaders.harmless(chance));
    Set<Integer> allowed = door.opens() ? answers(body) : Set.of(401);
    if (chance.oneIn(15)) {
      request = request.with(chance.of(List.of(Framing.values())));
      allowed = more(allowed, 200, 400);
      allowed.remove(door.opens() ? 401 : 200);
    } else if (chance.oneIn(15)) {
      request = request.with(HostileHeaders.refused(chance));
      allowed = more(allowed, 400, 417);
    }
    return shot(request, allowed);
  }

  private static Set<Integer> answers(HostileBody body) {
    if (body.bytes().length > LARGEST) {
      return Set.of(413);
    }
    return switch (body.shape()) {
      case JSON -> Set.of(TAKEN);
      case DAMAGED -> Set.of(TAKEN, 400);
      case NOT_JSON -> Set.of(400);
    };
  }

  private static HostileBody body(String secret, Chance chance) {
    String sample = chance.of(SAMPLES).replace("***", secret);
    String enveloped =
        switch (chance.below(3)) {
          case 0 -> "{\"timestamp\":1724511853,\"data\":" + sample + "}";
          case 1 -> "{\"code\":200,\"data\":" + sample + ",\"message\":\"success\"}";
          default -> sample;
        };
    HostileBody body = new HostileBodies(List.of(EventCodec.JSON.readTree(enveloped))).next(chance);
    return chance.oneIn(1_000) ? padded(body, chance) : body;
  }

  /** Up to the limit, or beyond it. */
  private static HostileBody padded(HostileBody body, Chance chance) {
    int length = chance.of(LARGEST, LARGEST + 1, 2 * LARGEST);
    byte[] bytes = Arrays.copyOf(body.bytes(), Math.max(length, body.bytes().length));
    Arrays.fill(bytes, body.bytes().length, bytes.length, (byte) ' ');
    return new HostileBody(bytes, body.shape() == Shape.NOT_JSON ? Shape.NOT_JSON : Shape.DAMAGED);
  }

  private static Shot elsewhere(Chance chance) {
    String address = "/webhooks/piapi/" + UUID.randomUUID();
    byte[] body = {'{', '}'};
    return switch (chance.below(3)) {
      case 0 ->
          shot(
              WireRequest.of(
                  chance.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "FROB"),
                  chance.of(address, FUNCTION),
                  body),
              Set.of(400, 405, 501));
      case 1 ->
          shot(
              WireRequest.of(
                  "POST",
                  chance.of("/", "/webhooks", address + "/more", "/functions/v1/other", "/error"),
                  body),
              Set.of(404));
      default ->
          shot(
              WireRequest.of("POST", "/webhooks/piapi/" + HostileHeaders.segment(chance), body),
              Set.of(400, 401, 404));
    };
  }

  /** RFC 9110 and 9112 ask for 501 and 505 here: the sender's fault all the same. */
  private static Shot unknownProtocol(Chance chance) {
    WireRequest request = WireRequest.of("POST", FUNCTION, new byte[0]).with(Framing.NONE);
    return switch (chance.below(3)) {
      case 0 -> shot(request.withHead("POST " + FUNCTION + " HTTP/3.1"), Set.of(400, 505));
      case 1 -> shot(request.with("Transfer-Encoding", "frob"), Set.of(400, 501));
      default -> shot(request.withHead("\u0000POST\u0001 /"), Set.of(400));
    };
  }

  private static Shot shot(WireRequest request, Set<Integer> allowed) {
    return new Shot(
        request,
        reply ->
            allowed.contains(reply.status())
                ? Optional.empty()
                : Optional.of(
                    reply.status() + " instead of " + allowed + ", saying " + reply.text()));
  }

  private static Set<Integer> more(Set<Integer> allowed, Integer... others) {
    Set<Integer> more = new TreeSet<>(allowed);
    more.addAll(List.of(others));
    return more;
  }

  private static String sample(String name) {
    try (var file = EventCodec.class.getResourceAsStream("/events/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is presented, and whether it lets in. */
  private record Door(List<String> headers, boolean opens) {
    static Door closed(String header, String value) {
      return new Door(List.of(header + ": " + value), false);
    }
  }
}
