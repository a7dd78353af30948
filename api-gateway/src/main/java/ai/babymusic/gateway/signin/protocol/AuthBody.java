package ai.babymusic.gateway.signin.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object a client sent. As in the contract, null, the empty string and a missing field are
 * the same, and fields that a route does not know are ignored.
 */
public final class AuthBody {

  private final JsonMapper json;
  private final JsonNode root;

  private AuthBody(JsonMapper json, JsonNode root) {
    this.json = json;
    this.root = root;
  }

  static AuthBody parse(JsonMapper json, byte[] body) {
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (JacksonException e) {
      throw notJson();
    }
    if (!root.isObject()) {
      throw notJson();
    }
    if (!Storable.isStorable(root)) {
      throw AuthError.validationFailed(
          "The request body contains a character or a number that cannot be stored");
    }
    return new AuthBody(json, root);
  }

  public Optional<String> text(String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrongType(field, "a string");
    }
    return Optional.of(value.stringValue()).filter(text -> !text.isEmpty());
  }

  public boolean isTrue(String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrongType(field, "a boolean");
    }
    return value.booleanValue();
  }

  /** Empty when it was not sent. */
  public Optional<Map<String, Object>> object(String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw wrongType(field, "an object");
    }
    var object = new LinkedHashMap<String, Object>();
    value
        .propertyStream()
        .forEach(e -> object.put(e.getKey(), json.treeToValue(e.getValue(), Object.class)));
    return Optional.of(object);
  }

  private static AuthError notJson() {
    return AuthError.badRequest("bad_json", "Could not parse request body as JSON");
  }

  private static AuthError wrongType(String field, String expected) {
    return AuthError.badRequest(
        "bad_json",
        "Could not parse request body as JSON: %s must be %s".formatted(field, expected));
  }
}
