package ai.babymusic.systemtests.updates;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened: a run in which too little did proves nothing. */
public final class Tally {

  static final String CUT = "cut by the client";
  static final String CUT_IN_REPLAY = "cut by the client in the middle of a replay";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  void count(String what) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  public long of(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  /** Something happened that never should. */
  void complain(String what) {
    complaints.add(what);
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public String toString() {
    return new TreeMap<>(counts).toString();
  }
}
