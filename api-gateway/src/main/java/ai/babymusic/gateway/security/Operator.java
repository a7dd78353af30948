package ai.babymusic.gateway.security;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Someone who runs the system, with a token of role {@code service_role} or {@code supabase_admin}.
 */
public record Operator() {
  static final String ROLE = "service_role";
  static final String ADMINISTRATOR = "supabase_admin";

  /** Whether the token, which {@link AccessTokenRules} let pass, is an operator's. */
  public static boolean is(Jwt token) {
    String role = token.getClaimAsString("role");
    return ROLE.equals(role) || ADMINISTRATOR.equals(role);
  }
}
