package ai.babymusic.gateway.signin.sessions;

/** What became of a refresh. */
public sealed interface Refreshed {

  record Renewed(Session session) implements Refreshed {}

  /** It never was one of ours, or its session has gone. */
  record Unknown() implements Refreshed {}

  record SessionEnded() implements Refreshed {}

  record Banned() implements Refreshed {}

  /** A copy was used: the session has been ended. */
  record UsedTwice() implements Refreshed {}
}
