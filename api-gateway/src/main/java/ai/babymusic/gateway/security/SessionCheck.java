package ai.babymusic.gateway.security;

import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.revocations.RevokedSessions;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Lets a believed token in, unless its session has ended. Operators' tokens have none. */
@Component
class SessionCheck {

  private final RevokedSessions revoked;

  SessionCheck(RevokedSessions revoked) {
    this.revoked = revoked;
  }

  Authenticated authenticate(Jwt token) {
    Authenticated authenticated = Authenticated.by(token);
    if (authenticated.getPrincipal() instanceof Caller caller) {
      switch (revoked.of(caller.sessionId())) {
        case OPEN -> {}
        case REVOKED ->
            throw new Refused(new Refusal(ProblemCode.SESSION_REVOKED, "Sign in again."));
        case UNKNOWN ->
            throw new Refused(
                new Refusal(
                    ProblemCode.DATABASE_UNAVAILABLE,
                    "This instance has just started and cannot judge tokens yet. Try again soon."));
      }
    }
    return authenticated;
  }
}
