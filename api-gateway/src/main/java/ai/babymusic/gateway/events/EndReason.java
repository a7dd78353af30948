package ai.babymusic.gateway.events;

import java.util.Locale;

/**
 * Why the gateway ends a stream; the client may resume with its last id and a token that is
 * accepted.
 */
enum EndReason {
  TOKEN_EXPIRED,
  /** The session has ended, and with it all its tokens. */
  REVOKED,
  SHUTDOWN,
  SLOW;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
