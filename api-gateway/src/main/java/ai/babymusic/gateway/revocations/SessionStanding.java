package ai.babymusic.gateway.revocations;

/** What can be said of a session whose token is right. */
public enum SessionStanding {
  OPEN,
  REVOKED,
  /** Nothing yet: this gateway has just started and has not been able to ask. */
  UNKNOWN
}
