package ai.babymusic.gateway.security;

/** Someone who runs the system, with a token of role {@code service_role}. */
public record Operator() {

  static final String ROLE = "service_role";
}
