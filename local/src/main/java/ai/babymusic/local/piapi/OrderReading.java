package ai.babymusic.local.piapi;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a create call: an order, or why it is none. */
sealed interface OrderReading {

  record Understood(Order order) implements OrderReading {}

  record Refused(String reason) implements OrderReading {}

  static OrderReading of(byte[] body) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return new Refused("invalid request body: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      return new Refused("invalid request body: not an object");
    }
    Optional<Model> model = Model.named(Json.text(root, "model"));
    if (model.isEmpty()) {
      return new Refused("invalid model: " + Json.text(root, "model"));
    }
    String taskType = Json.text(root, "task_type");
    if (!model.get().does(taskType)) {
      return new Refused("invalid task_type: " + taskType);
    }
    if (!(root.path("input") instanceof ObjectNode input)) {
      return new Refused("input is required");
    }
    JsonNode config = root.path("config");
    JsonNode webhook = config.path("webhook_config");
    Order order =
        new Order(
            model.get(),
            taskType,
            input,
            Json.text(config, "service_mode"),
            Json.text(webhook, "endpoint"),
            Json.text(webhook, "secret"));
    return complaint(order).<OrderReading>map(Refused::new).orElseGet(() -> new Understood(order));
  }

  private static Optional<String> complaint(Order order) {
    if (!Set.of("", "public", "private").contains(order.serviceMode())) {
      return Optional.of("invalid service_mode: " + order.serviceMode());
    }
    if (!order.endpoint().isEmpty() && !isWebAddress(order.endpoint())) {
      return Optional.of("invalid webhook_config: endpoint is not a URL");
    }
    for (String member : List.of("gpt_description_prompt", "prompt", "lyrics", "title", "tags")) {
      JsonNode value = order.input().path(member);
      if (!value.isMissingNode() && !value.isNull() && !value.isString()) {
        return Optional.of("invalid input: " + member + " must be a string");
      }
    }
    return switch (order.model()) {
      case MUSIC_U -> udio(order);
      case MUSIC_S, DIFFRHYTHM, ACE_STEP ->
          order.prompt().isEmpty() && order.lyrics().isEmpty()
              ? Optional.of("invalid input: prompt is required")
              : Optional.empty();
    };
  }

  private static Optional<String> udio(Order order) {
    String lyricsType = Json.text(order.input(), "lyrics_type");
    if (!Set.of("generate", "user", "instrumental").contains(lyricsType)) {
      return Optional.of("invalid input: lyrics_type must be generate, user or instrumental");
    }
    if (lyricsType.equals("user") && order.lyrics().isEmpty()) {
      return Optional.of("invalid input: lyrics are required when lyrics_type is user");
    }
    if (order.prompt().isEmpty()) {
      return Optional.of("invalid input: gpt_description_prompt is required");
    }
    JsonNode seed = order.input().path("seed");
    return seed.isMissingNode() || seed.isNull() || seed.isIntegralNumber()
        ? Optional.empty()
        : Optional.of("invalid input: seed must be an integer");
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
