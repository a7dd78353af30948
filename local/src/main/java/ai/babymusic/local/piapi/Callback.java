package ai.babymusic.local.piapi;

import java.time.Duration;
import java.time.Instant;

/**
 * A webhook that is to be sent.
 *
 * @param copy 1, or more for the doubles of a fault
 * @param at when it is first sent
 * @param asOf the moment whose state it tells; it stays the same in every try
 */
record Callback(WebhookKind kind, int copy, Instant at, Instant asOf) {

  Callback sentAt(Instant moment) {
    return new Callback(kind, copy, moment, asOf);
  }

  Callback later(Duration delay) {
    return new Callback(kind, copy, at.plus(delay), asOf.plus(delay));
  }
}
