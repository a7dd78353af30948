package ai.babymusic.gateway.rpc;

import ai.babymusic.gateway.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** The one function that the original app calls, and a word for every other address here. */
@RpcRoutes
class StreakRpc {

  private static final String ARGUMENT = "user_id_input";
  private static final String SCHEMA = "public";

  private final Activities activities;

  StreakRpc(Activities activities) {
    this.activities = activities;
  }

  /** Answered once the activity cannot be lost; the streak itself comes with a live update. */
  @PostMapping("rpc/update_user_streak")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void updateUserStreak(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = "Content-Profile", defaultValue = SCHEMA) String schema,
      @RequestBody JsonNode arguments) {
    if (!schema.equals(SCHEMA)) {
      throw new RpcError(
          HttpStatus.NOT_ACCEPTABLE,
          "PGRST106",
          "Invalid schema: " + schema,
          "Only the following schemas are exposed: " + SCHEMA);
    }
    if (!user(arguments.get(ARGUMENT)).equals(caller.userId())) {
      throw new RpcError(
          HttpStatus.FORBIDDEN, "42501", "permission denied for the streak of another user");
    }
    if (!activities.publish(caller.userId())) {
      throw new RpcError(
          HttpStatus.SERVICE_UNAVAILABLE, "PGRST000", "The activity cannot be taken at the moment");
    }
  }

  @RequestMapping("**")
  void anythingElse() {
    throw new RpcError(
        HttpStatus.NOT_FOUND,
        "PGRST202",
        "Nothing but the function public.update_user_streak is served here");
  }

  private static UUID user(@Nullable JsonNode argument) {
    if (argument == null) {
      throw new RpcError(
          HttpStatus.NOT_FOUND,
          "PGRST202",
          "Could not find the function public.update_user_streak without " + ARGUMENT);
    }
    try {
      return UUID.fromString(argument.asString(""));
    } catch (IllegalArgumentException _) {
      throw new RpcError(
          HttpStatus.BAD_REQUEST, "22P02", "invalid input syntax for type uuid: " + ARGUMENT);
    }
  }
}
