package ai.babymusic.worker.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CoalescedRunsTest {

  private final Queue<Runnable> begun = new ArrayDeque<>();
  private int done;

  /** Each had its own thread, which held a connection while it waited for the one before. */
  @Test
  void aBurstIsOneRun() {
    CoalescedRuns runs = new CoalescedRuns(begun::add, () -> done++);
    for (int i = 0; i < 100; i++) {
      runs.want();
    }
    assertThat(begun).hasSize(1);
    begun.remove().run();
    assertThat(done).isEqualTo(1);
  }

  @Test
  void whoAsksDuringARunIsServedByOneMore() {
    CoalescedRuns[] runs = new CoalescedRuns[1];
    runs[0] =
        new CoalescedRuns(
            begun::add,
            () -> {
              if (done++ == 0) {
                runs[0].want();
                runs[0].want();
              }
            });
    runs[0].want();
    begun.remove().run();
    assertThat(done).isEqualTo(2);
    assertThat(begun).isEmpty();
    runs[0].want();
    begun.remove().run();
    assertThat(done).isEqualTo(3);
  }

  @Test
  void afterAFailureItCanBeAskedForAgain() {
    CoalescedRuns runs =
        new CoalescedRuns(
            begun::add,
            () -> {
              if (done++ == 0) {
                throw new IllegalStateException("the first time");
              }
            });
    runs.want();
    assertThatThrownBy(begun.remove()::run).isInstanceOf(IllegalStateException.class);
    runs.want();
    begun.remove().run();
    assertThat(done).isEqualTo(2);
  }
}
