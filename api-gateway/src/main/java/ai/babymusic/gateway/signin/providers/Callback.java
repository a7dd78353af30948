package ai.babymusic.gateway.signin.providers;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a provider sends a browser back with. */
record Callback(
    @Nullable String sentState,
    @Nullable String sentCode,
    @Nullable String error,
    @Nullable String description) {

  private static final int MAX_DESCRIPTION = 300;

  String state() {
    return Objects.requireNonNullElse(sentState, "");
  }

  /**
   * The code.
   *
   * @throws AuthError if an error came instead, or nothing
   */
  String code() {
    if (error != null) {
      throw error.equals("access_denied")
          ? AuthError.forbidden("access_denied", told("The sign-in was cancelled"))
          : AuthError.badRequest("bad_oauth_callback", told("The provider refused the sign-in"));
    }
    if (sentCode == null || sentCode.isEmpty()) {
      throw AuthError.badRequest(
          "bad_oauth_callback", "OAuth callback with missing authorization code missing");
    }
    return sentCode;
  }

  /** In the provider's words, if it has some. */
  private String told(String otherwise) {
    return description == null || description.isBlank() || description.length() > MAX_DESCRIPTION
        ? otherwise
        : description;
  }
}
