package ai.babymusic.gateway.hostile;

import static java.util.stream.Collectors.toMap;

import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.local.fuzzing.WireReply;
import ai.babymusic.schemas.events.EventCodec;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How a refusal is worded, which depends on whose contract its address follows. */
enum ErrorShape {
  /** RFC 9457, with a code of {@code docs/problems.md}. */
  PROBLEM {
    @Override
    boolean fits(WireReply reply, JsonNode body) {
      return reply.header("content-type").startsWith("application/problem+json")
          && CODES.getOrDefault(body.path("code").asString(""), 0) == reply.status();
    }
  },
  /** As the client's version of the contract has it, or as OAuth has it. */
  GOTRUE {
    @Override
    boolean fits(WireReply reply, JsonNode body) {
      return (body.path("error_code").isString() && body.path("msg").isString())
          || (body.path("code").isString() && body.path("message").isString())
          || (body.path("error").isString() && body.path("error_description").isString());
    }
  },
  POSTGREST {
    @Override
    boolean fits(WireReply reply, JsonNode body) {
      return body.path("code").isString()
          && body.path("message").isString()
          && body.has("details")
          && body.has("hint");
    }
  };

  private static final Map<String, Integer> CODES =
      Arrays.stream(ProblemCode.values())
          .collect(toMap(ProblemCode::code, code -> code.status().value()));

  static ErrorShape of(String path) {
    if (path.startsWith(Routes.PUBLISHED) || path.startsWith(Routes.OURS)) {
      return GOTRUE;
    }
    return path.startsWith("/rest/v1") ? POSTGREST : PROBLEM;
  }

  boolean isThatOf(WireReply reply) {
    try {
      return fits(reply, EventCodec.JSON.readTree(reply.body()));
    } catch (JacksonException e) {
      return false;
    }
  }

  abstract boolean fits(WireReply reply, JsonNode body);
}
