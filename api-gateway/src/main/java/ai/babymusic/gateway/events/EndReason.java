package ai.babymusic.gateway.events;

import java.util.Locale;

/** Why the gateway ends a stream; the client may resume with its last id. */
enum EndReason {
  TOKEN_EXPIRED,
  SHUTDOWN,
  SLOW;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
