package ai.babymusic.local.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server, wherever it is, through a door on this machine that a test opens, shuts and
 * blocks as it likes. One thread at a time does so.
 */
public final class Forwarder implements AutoCloseable {

  private final URI server;
  private final int port = Infrastructure.freePort();
  private @Nullable Door door;

  private Forwarder(String server) {
    this.server = URI.create(server);
  }

  /** A way to the server that {@code url} names, open. */
  public static Forwarder open(String url) {
    Forwarder way = shut(url);
    way.open();
    return way;
  }

  /** The same, which refuses until it is opened. */
  public static Forwarder shut(String url) {
    return new Forwarder(url);
  }

  /** The server's URL with the door's host and port instead of its own. */
  public String url() {
    String authority = server.getHost() + ":" + server.getPort();
    return server.toString().replace(authority, "127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  public void open() {
    try {
      door = new Door(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), server);
      Thread.ofVirtual().start(door::accept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on, until it is opened again, it takes everything and answers nothing. */
  public void hang() {
    if (door != null) {
      door.silent = true;
    }
  }

  /** From now on, until it is opened again, it refuses, and what was open is cut. */
  @Override
  public void close() {
    if (door != null) {
      door.shut();
      door = null;
    }
  }

  private static final class Door {

    private final ServerSocket entry;
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    Door(ServerSocket entry, URI server) {
      this.entry = entry;
      this.server = server;
    }

    void accept() {
      try {
        while (true) {
          Socket client = entry.accept();
          open.add(client);
          forward(client);
        }
      } catch (IOException shut) {
        shut(); // also what came in at the last moment
      }
    }

    private void forward(Socket client) throws IOException {
      try {
        Socket toServer = new Socket(server.getHost(), server.getPort());
        open.add(toServer);
        Thread.ofVirtual().start(() -> copy(client, toServer));
        Thread.ofVirtual().start(() -> copy(toServer, client));
      } catch (IOException refused) {
        client.close();
      }
    }

    void shut() {
      try {
        entry.close();
        for (Socket socket : open) {
          socket.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
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
}
