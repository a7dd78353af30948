package ai.babymusic.local.fuzzing;

import java.lang.management.ManagementFactory;

/** The memory of this JVM, in which the server under test runs as well. */
final class Heap {

  private Heap() {}

  /** Bytes that are still reachable, by a collection of everything. */
  static long used() {
    System.gc(); // once for what is unreachable, once more for what only that kept alive
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
