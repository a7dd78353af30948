package ai.babymusic.schemas.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** {@code auth.mail.v1}, keyed by request. */
public sealed interface Mails extends Event {

  /** A mail is wished for. It holds no secret: the token is made when the mail is sent. */
  record MailRequested(
      UUID requestId,
      String kind,
      String recipient,
      Map<String, String> details,
      Instant requestedAt)
      implements Mails {}
}
