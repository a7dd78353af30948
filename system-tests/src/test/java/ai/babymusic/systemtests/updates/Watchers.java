package ai.babymusic.systemtests.updates;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.ServerSentEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Open streams that note when each numbered change came. One thread reads them all and looks for
 * the numbers alone: what a browser does with an event is not to be measured, nor to take the
 * processor from what is.
 */
final class Watchers implements AutoCloseable {

  /** What the names of the changes begin with, before the number. */
  static final String NUMBERED = "No. ";

  private static final byte[] BEFORE_NUMBER = ("\"name\":\"" + NUMBERED).getBytes(US_ASCII);

  private final Selector selector = Selector.open();
  private final ByteBuffer received = ByteBuffer.allocateDirect(64 << 10);
  private final List<Watcher> watchers = new ArrayList<>();
  private final int users;
  private final Thread thread;

  Watchers(URI gateway, List<Account> accounts, int count, int changes) throws IOException {
    users = accounts.size();
    for (int n = 0; n < count; n++) {
      watchers.add(new Watcher(open(gateway, accounts.get(n % users)), n % users, changes));
    }
    for (Watcher watcher : watchers) {
      watcher.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, watcher);
    }
    thread = Thread.ofPlatform().name("watchers").start(this::watch);
  }

  /** Whether each has all of its user's changes. */
  boolean have(int changes) {
    return watchers.stream()
        .allMatch(one -> one.seen.get() == IntStream.range(0, changes).filter(one::isTold).count());
  }

  /** Of every change on every stream that has to tell it. */
  long[] since(long[] commits, int from) {
    return watchers.stream()
        .flatMapToLong(one ->
            IntStream.range(from, commits.length)
                .filter(one::isTold)
                .mapToLong(n -> one.arrivals[n] - commits[n]))
        .toArray();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Watcher watcher : watchers) {
      watcher.channel.close();
    }
  }

  /** By HTTP/1.0, which has no chunks: events alone come after the head. */
  private static SocketChannel open(URI gateway, Account account) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    String request =
        "GET /api/events HTTP/1.0\r\nhost: %s\r\nauthorization: Bearer %s\r\n\r\n"
            .formatted(gateway.getAuthority(), account.at(gateway).token());
    channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    var first = new ServerSentEvents(channel.socket().getInputStream()).next();
    assertThat(first).extracting(ServerSentEvents.Event::name).isEqualTo("ready");
    return channel;
  }

  private void watch() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> {
          try {
            received.clear();
            if (((SocketChannel) key.channel()).read(received) < 0) {
              key.cancel();
            }
            long now = System.nanoTime();
            received.flip();
            ((Watcher) key.attachment()).read(received, now);
          } catch (IOException broken) {
            // What did not come is missed by who asks whether all has arrived.
            key.cancel();
          }
        });
      }
    } catch (IOException | ClosedSelectorException closed) {
      // The measurement is over.
    }
  }

  private final class Watcher {

    private final SocketChannel channel;
    private final int user;
    private final long[] arrivals;
    private final AtomicInteger seen = new AtomicInteger();
    private int matched;
    private int number;

    Watcher(SocketChannel channel, int user, int changes) {
      this.channel = channel;
      this.user = user;
      arrivals = new long[changes];
    }

    boolean isTold(int change) {
      return change % users == user;
    }

    /** Goes on where the last bytes ended, which may be in the middle of a number. */
    void read(ByteBuffer bytes, long now) {
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        if (matched < BEFORE_NUMBER.length) {
          matched = next == BEFORE_NUMBER[matched] ? matched + 1 : next == '"' ? 1 : 0;
        } else if (next == '"') {
          arrivals[number] = now;
          seen.incrementAndGet();
          matched = 0;
          number = 0;
        } else {
          number = 10 * number + next - '0';
        }
      }
    }
  }
}
