package ai.babymusic.gateway.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a server that opens when a test wants it. */
public final class Forwarder implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Forwarder(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** From now on, {@code port} leads to {@code target}, both on this machine. */
  public static Forwarder open(int port, int target) {
    try {
      var forwarder =
          new Forwarder(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), target);
      forwarder.threads.execute(forwarder::accept);
      return forwarder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket one = door.accept();
        var other = new Socket(InetAddress.getLoopbackAddress(), target);
        threads.execute(() -> copy(one, other));
        threads.execute(() -> copy(other, one));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Either side has closed: so are both now.
    }
  }
}
