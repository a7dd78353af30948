package ai.babymusic.gateway.songs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.running.Admin;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SharedTest {

  private static final JdbcClient JDBC = Admin.jdbc();
  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void whatIsYoungEnoughIsNotReadAgain() {
    var shared = new Shared<>(0, _ -> readings.incrementAndGet(), Duration.ofHours(1));
    assertThat(shared.get(JDBC)).isEqualTo(1);
    assertThat(shared.get(JDBC)).isEqualTo(1);
  }

  @Test
  void whileOneReadsTheOthersTakeWhatThereIs() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var shared =
        new Shared<>(
            0,
            _ -> {
              begun.countDown();
              return awaited(go) ? readings.incrementAndGet() : -1;
            },
            Duration.ZERO);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var first = threads.submit(() -> shared.get(JDBC));
      begun.await();
      assertThat(shared.get(JDBC)).isZero();
      go.countDown();
      assertThat(first.get()).isEqualTo(1);
    }
  }

  @Test
  void afterAFaultTheNextOneReads() {
    var shared =
        new Shared<>(
            0,
            _ -> {
              if (readings.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return readings.get();
            },
            Duration.ofHours(1));
    assertThatThrownBy(() -> shared.get(JDBC)).hasMessage("away");
    assertThat(shared.get(JDBC)).isEqualTo(2);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
