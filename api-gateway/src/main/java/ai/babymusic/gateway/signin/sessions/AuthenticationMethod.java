package ai.babymusic.gateway.signin.sessions;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** How and when somebody proved who they are: an entry of the claim {@code amr}. */
public enum AuthenticationMethod {
  PASSWORD("password"),
  ANONYMOUS("anonymous"),
  OAUTH("oauth"),
  OTP("otp"),
  MAGIC_LINK("magiclink"),
  RECOVERY("recovery"),
  INVITE("invite"),
  EMAIL_SIGN_UP("email/signup"),
  EMAIL_CHANGE("email_change"),
  TOKEN_REFRESH("token_refresh");

  private final String claim;

  AuthenticationMethod(String claim) {
    this.claim = claim;
  }

  /** The one of that name in the contract. */
  public static AuthenticationMethod named(String claim) {
    return Arrays.stream(values())
        .filter(method -> method.claim.equals(claim))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no authentication method " + claim));
  }

  /** Its name in the contract. */
  public String claim() {
    return claim;
  }

  Map<String, Object> at(Instant time) {
    return Map.of("method", claim, "timestamp", time.getEpochSecond());
  }
}
