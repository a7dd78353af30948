package ai.babymusic.gateway.signin.mails;

import org.jspecify.annotations.Nullable;

/** A record of {@code auth.mail.v1} that can never become a mail. */
final class UnreadableWish extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableWish(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
