package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to send a webhook.
 *
 * @param copy tells the doubles of a fault apart
 * @param attempt 1 to 4
 * @param at when it was sent
 * @param answeredAt when the answer, or the end of waiting for it, came
 * @param answer the HTTP status; null if there was none
 * @param error why there was none
 */
record Delivery(
    WebhookKind kind,
    int copy,
    int attempt,
    Instant at,
    Instant answeredAt,
    @Nullable Integer answer,
    @Nullable String error) {

  boolean of(Callback callback) {
    return kind == callback.kind() && copy == callback.copy();
  }

  @JsonIgnore
  boolean confirmed() {
    return answer != null && answer >= 200 && answer < 300;
  }
}
