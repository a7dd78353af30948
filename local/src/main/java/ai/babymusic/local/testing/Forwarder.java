package ai.babymusic.local.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a server on this machine that a test opens, shuts and blocks as it likes. */
public final class Forwarder implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  private Forwarder(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /** From now on {@code port} leads to {@code target}. */
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

  public int port() {
    return door.getLocalPort();
  }

  /** From now on it takes everything and answers nothing. */
  public void hang() {
    silent = true;
  }

  /** From now on it refuses, and what was open is cut. */
  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.close();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket one = door.accept();
        var other = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(one);
        open.add(other);
        threads.execute(() -> copy(one, other));
        threads.execute(() -> copy(other, one));
      } catch (IOException e) {
        return; // shut
      }
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] some = new byte[8192];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        if (!silent) {
          out.write(some, 0, count);
        }
      }
    } catch (IOException e) {
      // Either side has closed: so are both now.
    }
    open.remove(from);
    open.remove(to);
  }
}
