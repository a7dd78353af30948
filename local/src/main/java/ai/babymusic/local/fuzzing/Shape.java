package ai.babymusic.local.fuzzing;

/** What can be said of a body by how it was made. */
public enum Shape {
  /** It is JSON, whatever it may mean. */
  JSON,
  /** Bytes of JSON were changed: it may be JSON still. */
  DAMAGED,
  /** It is no JSON. */
  NOT_JSON
}
