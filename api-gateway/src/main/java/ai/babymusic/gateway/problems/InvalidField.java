package ai.babymusic.gateway.problems;

import java.util.List;

/**
 * What a client sent in a field, parameter or header cannot be used. Thrown where input is read;
 * answered as a problem that names the field.
 */
public final class InvalidField extends RuntimeException {
  private final ProblemCode code;
  private final String field;
  private final List<String> allowed;

  private InvalidField(ProblemCode code, String field, String reason, List<String> allowed) {
    super(field + " " + reason);
    this.code = code;
    this.field = field;
    this.allowed = List.copyOf(allowed);
  }

  /** {@code reason} goes on where the field's name stops: "must be …". */
  public static InvalidField because(String field, String reason) {
    return new InvalidField(ProblemCode.INVALID_FIELD, field, reason, List.of());
  }

  public static InvalidField notOneOf(String field, List<String> allowed) {
    return new InvalidField(
        ProblemCode.INVALID_FIELD, field, "must be one of " + String.join(", ", allowed), allowed);
  }

  /** {@code when} says what makes it required: "for a preset". */
  public static InvalidField missing(String field, String when) {
    return new InvalidField(
        ProblemCode.MISSING_FIELD, field, ("is required " + when).strip(), List.of());
  }

  ProblemCode code() {
    return code;
  }

  String field() {
    return field;
  }

  List<String> allowed() {
    return allowed;
  }
}
