package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a webhook is sent. */
enum WebhookKind {
  /** The task was made; may arrive before the answer to the create call. */
  @JsonProperty("created")
  CREATED,
  /** It began. */
  @JsonProperty("processing")
  PROCESSING,
  /** Its logs grew. */
  @JsonProperty("logs")
  LOGS,
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("failed")
  FAILED;

  boolean terminal() {
    return this == COMPLETED || this == FAILED;
  }
}
