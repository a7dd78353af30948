package ai.babymusic.gateway.signin.sessions;

import ai.babymusic.gateway.signin.accounts.User;

/** A sign-in as clients see it, in the contract's shape. Times in seconds. */
public record Session(
    String accessToken,
    String tokenType,
    long expiresIn,
    long expiresAt,
    String refreshToken,
    User user) {

  @Override
  public String toString() {
    return "a session of " + user.id();
  }
}
