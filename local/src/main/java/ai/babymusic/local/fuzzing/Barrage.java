package ai.babymusic.local.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * So many requests to one server, over connections that are kept, from a few callers at once.
 *
 * @param aim makes the numbered request and knows what may be answered
 */
public record Barrage(URI server, long seed, Aim aim) {

  private static final int CALLERS = 16;
  private static final int MOST_TOLD = 20;
  private static final int LONGEST_TOLD = 2_000;

  /** Among the statuses: the connection was closed instead, as it may be. */
  private static final int UNANSWERED = 0;

  /** Makes the request of a number; called by several threads. */
  @FunctionalInterface
  public interface Aim {
    Shot shot(int number, Chance chance);
  }

  /**
   * What a run came to.
   *
   * @param statuses how often each was answered
   * @param wrong what was answered against the contract, with the requests' numbers
   * @param growth of the heap in use from the first tenth to the end, in bytes
   */
  public record Outcome(Map<Integer, Long> statuses, List<String> wrong, long growth) {}

  /** The requests from 0 to {@code count}; stops early once too many went wrong. */
  public Outcome fire(int count) throws InterruptedException, ExecutionException {
    var tally = new Tally();
    volley(0, count / 10, tally);
    long before = Heap.used();
    volley(count / 10, count, tally);
    return new Outcome(tally.counts(), List.copyOf(tally.wrong), Heap.used() - before);
  }

  private void volley(int from, int to, Tally tally)
      throws InterruptedException, ExecutionException {
    var next = new AtomicInteger(from);
    Callable<Void> caller =
        () -> {
          try (var wire = new Wire(server)) {
            for (int number = next.getAndIncrement();
                number < to && tally.wrong.size() < MOST_TOLD;
                number = next.getAndIncrement()) {
              fire(number, wire, tally);
            }
          }
          return null;
        };
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
        done.get();
      }
    }
  }

  private void fire(int number, Wire wire, Tally tally) throws IOException {
    Shot shot = aim.shot(number, new Chance(seed, number));
    try {
      WireReply reply = wire.exchange(shot.request());
      tally.statuses.computeIfAbsent(reply.status(), _ -> new LongAdder()).increment();
      shot.verdict().of(reply).ifPresent(why -> tally.wrong.add(told(number, shot, why)));
    } catch (EOFException e) {
      if (shot.request().isIncomplete()) {
        tally.statuses.computeIfAbsent(UNANSWERED, _ -> new LongAdder()).increment();
      } else {
        tally.wrong.add(told(number, shot, "no answer: " + e));
      }
      wire.close();
    } catch (IOException | RuntimeException e) {
      tally.wrong.add(told(number, shot, "no answer: " + e));
      wire.close();
    }
  }

  private static String told(int number, Shot shot, String why) {
    WireRequest request = shot.request();
    String sent = new String(request.bytes(), ISO_8859_1);
    return "request %d: %s\n%s"
        .formatted(number, why, sent.substring(0, Math.min(sent.length(), LONGEST_TOLD)));
  }

  private static final class Tally {
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    Map<Integer, Long> counts() {
      Map<Integer, Long> counts = new TreeMap<>();
      statuses.forEach((status, times) -> counts.put(status, times.sum()));
      return counts;
    }
  }
}
