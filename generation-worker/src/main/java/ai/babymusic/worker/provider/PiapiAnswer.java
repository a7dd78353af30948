package ai.babymusic.worker.provider;

import ai.babymusic.worker.provider.Submission.Reason;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An HTTP answer of PiAPI. Its errors come as {@code code} in the body of a 200, too.
 *
 * @param body missing if it is not JSON
 */
record PiapiAnswer(int status, JsonNode body, @Nullable Duration retryAfter) {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int PAYMENT_REQUIRED = 402;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * A gateway got no answer, or none that it understood: the request behind it may have been
   * carried out. Not 521 and 523, by which Cloudflare says that it reached nobody.
   */
  private static final Set<Integer> ANSWER_LOST = Set.of(REQUEST_TIMEOUT, 502, 504, 520, 522, 524);

  static Submission toCreate(PiapiAnswer answer) {
    int code = answer.code();
    if (code >= OK && code < 300) {
      String taskId = PiapiTask.id(answer.task().path("task_id"));
      return taskId == null
          ? new Submission.Lost("the answer names no task")
          : new Submission.Accepted(taskId);
    }
    String said = answer.complaint();
    FailureKind kind = ProviderText.kind(said, FailureKind.REFUSED);
    if (code == PAYMENT_REQUIRED || kind == FailureKind.NO_CREDITS) {
      return new Submission.NotNow(Reason.NO_CREDITS, answer.retryAfter());
    }
    if (code == TOO_MANY_REQUESTS || kind == FailureKind.BUSY) {
      return new Submission.NotNow(Reason.RATE_LIMITED, answer.retryAfter());
    }
    // Of the key or the plan, unless it speaks of the song.
    if ((code == UNAUTHORIZED || code == FORBIDDEN) && kind == FailureKind.REFUSED) {
      return new Submission.NotNow(Reason.KEY_REFUSED, answer.retryAfter());
    }
    if (ANSWER_LOST.contains(code)) {
      return new Submission.Lost("status " + code);
    }
    if (code >= 400 && code < 500) {
      return new Submission.Refused(code, kind);
    }
    return new Submission.NotNow(Reason.UNAVAILABLE, answer.retryAfter());
  }

  static Lookup toFind(PiapiAnswer answer) {
    int code = answer.code();
    if (code >= OK
        && code < 300
        && answer.task() instanceof ObjectNode task
        && (task.path("task_id").isString() || task.path("status").isString())) {
      return new Lookup.Found(task);
    }
    return code == NOT_FOUND
        ? new Lookup.NoNews("not found")
        : new Lookup.NoAnswer("status " + code);
  }

  /** The body's own code where it contradicts a 200. */
  private int code() {
    int inBody = body.path("code").asInt(OK);
    return status >= OK && status < 300 && inBody != 0 ? inBody : status;
  }

  /** {@code {code, data: task}}, or the task itself. */
  private JsonNode task() {
    return body.path("data").isObject() ? body.path("data") : body;
  }

  private String complaint() {
    return body.path("message").asString("")
        + ' '
        + body.path("error").asString("")
        + ' '
        + body.path("description").asString("")
        + ' '
        + task().path("error").path("message").asString("")
        + ' '
        + task().path("error").path("raw_message").asString("");
  }
}
