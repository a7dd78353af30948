package ai.babymusic.gateway.signin.sessions;

import java.time.Instant;
import java.util.Map;

/** How and when somebody proved who they are: an entry of the claim {@code amr}. */
public enum AuthenticationMethod {
  PASSWORD("password"),
  ANONYMOUS("anonymous");

  private final String claim;

  AuthenticationMethod(String claim) {
    this.claim = claim;
  }

  Map<String, Object> at(Instant time) {
    return Map.of("method", claim, "timestamp", time.getEpochSecond());
  }
}
