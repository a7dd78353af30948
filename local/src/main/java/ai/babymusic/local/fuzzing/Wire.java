package ai.babymusic.local.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection after the other to a server, each kept as long as both sides can use it. */
final class Wire implements AutoCloseable {

  /** Tells a server that never answers from one on a busy machine. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final InetSocketAddress server;
  private @Nullable Socket socket;
  private @Nullable InputStream input;

  Wire(URI server) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
  }

  /**
   * Sends it and reads the answer. A server may close a connection between two requests; then, as
   * every client does, it is sent once more over a new one.
   *
   * @throws IOException if no whole answer came in time
   */
  WireReply exchange(WireRequest request) throws IOException {
    boolean reused = socket != null;
    send(request);
    if (reused && isClosed()) {
      close();
      send(request);
    }
    WireReply reply = reply(request.isHead());
    if (request.isLast() || reply.isLast()) {
      close();
    }
    return reply;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
      input = null;
    }
  }

  private void send(WireRequest request) throws IOException {
    Socket connection = connect();
    try {
      connection.getOutputStream().write(request.bytes());
      if (request.isLast()) {
        connection.shutdownOutput();
      }
    } catch (IOException refused) {
      // Who refuses early may close while the rest is still being sent: whether an answer came
      // before that is seen by reading it.
    }
  }

  /** True if the connection ends, or breaks, before the first byte of an answer. */
  private boolean isClosed() throws IOException {
    InputStream answer = in();
    answer.mark(1);
    try {
      boolean ended = answer.read() < 0;
      answer.reset();
      return ended;
    } catch (SocketException broken) {
      return true;
    }
  }

  private Socket connect() throws IOException {
    if (socket == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(server, PATIENCE_MILLIS);
      input = new BufferedInputStream(socket.getInputStream());
    }
    return socket;
  }

  private WireReply reply(boolean isHead) throws IOException {
    String[] status;
    Map<String, String> headers;
    do {
      status = line().split(" ", 3);
      headers = headers();
    } while (status[1].startsWith("1"));
    int code = Integer.parseInt(status[1]);
    WireReply bare = new WireReply(code, headers, new byte[0]);
    return isHead || code == 204 || code == 304 || bare.isStream()
        ? bare
        : new WireReply(code, headers, body(headers));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return exactly(Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return in().readAllBytes();
    }
    var body = new ByteArrayOutputStream();
    for (int length = chunk(); length > 0; length = chunk()) {
      body.writeBytes(exactly(length));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended early");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (int next = in().read(); next != '\n'; next = in().read()) {
      if (next < 0) {
        throw new EOFException("closed without an answer");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private InputStream in() throws IOException {
    if (input == null) {
      throw new EOFException("not connected");
    }
    return input;
  }
}
