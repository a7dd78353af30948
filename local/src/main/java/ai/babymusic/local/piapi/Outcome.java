package ai.babymusic.local.piapi;

/** How a task ends: the members of its {@code error} object; empty ones mean that all went well. */
record Outcome(boolean succeeded, int code, String message, String rawMessage) {

  static final Outcome SUCCESS = new Outcome(true, 0, "", "");
}
