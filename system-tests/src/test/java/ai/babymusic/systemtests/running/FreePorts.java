package ai.babymusic.systemtests.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds room for a system beside whatever else runs on the machine. */
final class FreePorts {

  /** Of the sign-in provider, which a test starts. */
  static final int PROVIDER = 8070;

  /** Of what takes spans, which a test starts. */
  static final int COLLECTOR = 4318;

  private static final List<Integer> PORTS =
      List.of(
          8080, 8081, 8090, 9000, 9092, 9093, 2525, 54_320, 18_080, 18_081, 18_082, 18_083, 18_084,
          PROVIDER, COLLECTOR);
  private static final int LARGEST_OFFSET = 11_000;

  private FreePorts() {}

  /** How far to move all ports so that nobody listens on any of them. */
  static int offset() {
    return ThreadLocalRandom.current()
        .ints(1, LARGEST_OFFSET)
        .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
