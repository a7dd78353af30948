package ai.babymusic.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

/** A believed token in Spring Security's terms: its principal is a caller or an operator. */
final class Authenticated extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1;

  private final transient Record principal;

  private Authenticated(Record principal, String role) {
    super(AuthorityUtils.createAuthorityList("ROLE_" + role));
    this.principal = principal;
    setAuthenticated(true);
  }

  static Authenticated by(Jwt token) {
    return Operator.is(token)
        ? new Authenticated(new Operator(), Operator.ROLE)
        : new Authenticated(Caller.of(token), Caller.ROLE);
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public Record getPrincipal() {
    return principal;
  }
}
