package ai.babymusic.relay;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.kafka.KafkaException;

/** What became of a row that was to be sent. */
sealed interface Outcome {

  /** All in-sync replicas have it. */
  record Taken() implements Outcome {}

  /** It will never be taken, however often it is sent: it must not hold up all others for ever. */
  record Refused(Refusal refusal, String reason) implements Outcome {}

  /**
   * It may be taken later: a topic can be made, a right can be granted, a broker comes back.
   * Nothing goes past it.
   */
  record Fault(Throwable cause) implements Outcome {}

  /** Why a row can never be a record. */
  enum Refusal {
    TOO_LARGE,
    NO_SUCH_NAME,
    NOT_AN_EVENT
  }

  /** A row from which no event can be made; only somebody who writes by hand makes such a row. */
  final class NotAnEvent extends RuntimeException {
    NotAnEvent(RuntimeException cause) {
      super(cause);
    }
  }

  static Outcome of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof KafkaException
            || cause instanceof ExecutionException
            || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case RecordTooLargeException tooLarge -> new Refused(Refusal.TOO_LARGE, reason(tooLarge));
      case InvalidTopicException unnameable ->
          new Refused(Refusal.NO_SUCH_NAME, reason(unnameable));
      case NotAnEvent unfit -> new Refused(Refusal.NOT_AN_EVENT, reason(unfit));
      default -> new Fault(cause);
    };
  }

  private static String reason(Throwable cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
