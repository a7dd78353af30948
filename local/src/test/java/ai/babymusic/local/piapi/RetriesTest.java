package ai.babymusic.local.piapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final Instant DUE = Instant.parse("2025-01-01T00:00:00Z");
  private static final Callback CALLBACK = new Callback(WebhookKind.COMPLETED, 1, DUE, DUE);

  private final Retries retries = new Retries(Duration.ofSeconds(5));

  @Test
  void aRefusedWebhookIsTriedAgainAfterFiveSecondsThreeTimesThenNever() {
    List<Delivery> made = new ArrayList<>();
    List<Instant> tries = new ArrayList<>();
    for (var next = retries.next(CALLBACK, made);
        next.isPresent();
        next = retries.next(CALLBACK, made)) {
      tries.add(next.get());
      made.add(delivery(CALLBACK, made.size() + 1, next.get(), 503));
    }

    assertThat(tries)
        .containsExactly(DUE, DUE.plusSeconds(6), DUE.plusSeconds(12), DUE.plusSeconds(18));
  }

  @Test
  void anyAnswerOfTheTwoHundredsEndsIt() {
    assertThat(retries.next(CALLBACK, List.of(delivery(CALLBACK, 1, DUE, 204)))).isEmpty();
    assertThat(
            retries.next(
                CALLBACK,
                List.of(delivery(CALLBACK, 1, DUE, null), delivery(CALLBACK, 2, DUE, 200))))
        .isEmpty();
  }

  @Test
  void noAnswerAndARedirectCountAsRefusals() {
    assertThat(retries.next(CALLBACK, List.of(delivery(CALLBACK, 1, DUE, null)))).isPresent();
    assertThat(retries.next(CALLBACK, List.of(delivery(CALLBACK, 1, DUE, 302)))).isPresent();
  }

  @Test
  void whatBecameOfOtherWebhooksIsNoMatter() {
    Callback other = new Callback(WebhookKind.COMPLETED, 5, DUE, DUE);

    assertThat(retries.next(other, List.of(delivery(CALLBACK, 1, DUE, 200)))).contains(DUE);
  }

  private static Delivery delivery(
      Callback callback, int attempt, Instant at, @Nullable Integer answer) {
    return new Delivery(
        callback.kind(), callback.copy(), attempt, at, at.plusSeconds(1), answer, null);
  }
}
