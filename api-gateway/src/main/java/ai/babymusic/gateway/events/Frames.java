package ai.babymusic.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ThreadLocalRandom;

/** Server-sent events as bytes. JSON in {@code data} is on one line, as Jackson writes it. */
final class Frames {
  private Frames() {}

  /** The first event. Clients wait differently long before they connect again. */
  static byte[] ready(Position position, boolean resumed) {
    int retry = ThreadLocalRandom.current().nextInt(1_000, 4_000);
    return "retry: %d\nid: %s\nevent: ready\ndata: {\"resumed\":%b}\n\n"
        .formatted(retry, position, resumed)
        .getBytes(UTF_8);
  }

  static byte[] change(String type, Position position, String row) {
    return ("id: " + position + "\nevent: " + type + "\ndata: " + row + "\n\n").getBytes(UTF_8);
  }

  /** The client is to fetch its songs anew; what follows comes after {@code position}. */
  static byte[] reset(Position position) {
    return ("id: " + position + "\nevent: reset\ndata: {}\n\n").getBytes(UTF_8);
  }

  static byte[] heartbeat() {
    return ": heartbeat\n\n".getBytes(UTF_8);
  }

  static byte[] end(EndReason reason) {
    return ("event: end\ndata: " + reason.wireName() + "\n\n").getBytes(UTF_8);
  }
}
