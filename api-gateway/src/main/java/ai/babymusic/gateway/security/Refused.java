package ai.babymusic.gateway.security;

import org.springframework.security.core.AuthenticationException;

/** A token that is right and yet does not open anything, in Spring Security's terms. */
final class Refused extends AuthenticationException {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.detail());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
