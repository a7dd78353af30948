package ai.babymusic.local.piapi;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as the provider shows it at a given moment: the same moment, the same object. */
record TaskObject(PiapiTask task, URI publicUrl) {

  private static final String MASK = "********";

  /** As the API answers: the webhook's secret is masked. */
  ObjectNode masked(Instant moment) {
    return at(moment, task.order().secret().isEmpty() ? "" : MASK, new Output(task, publicUrl, ""));
  }

  /** As webhooks tell it: the secret stands in it in the clear. */
  ObjectNode inTheClear(Instant moment) {
    return at(moment, task.order().secret(), new Output(task, publicUrl, audioQuery()));
  }

  private String audioQuery() {
    return task.faults(AudioFault.ExpiredAudio.class).isEmpty() ? "" : "?" + Output.EXPIRED;
  }

  private ObjectNode at(Instant moment, String secret, Output output) {
    Order order = task.order();
    Timetable timetable = task.timetable();
    Timetable.Stage stage = timetable.stage(moment);
    Outcome outcome = outcome(stage, moment);
    boolean completed = stage == Timetable.Stage.ENDED && outcome.succeeded();

    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("task_id", task.taskId().toString())
        .put("model", order.model().wireName)
        .put("task_type", order.taskType())
        .put("status", status(stage, outcome));
    ObjectNode config = node.putObject("config").put("service_mode", order.serviceMode());
    config.putObject("webhook_config").put("endpoint", order.endpoint()).put("secret", secret);
    node.set("input", order.input());
    node.set("output", toldAsFinished(stage, completed) ? output.finished() : output.empty());
    node.set("meta", meta(timetable, stage, completed));
    node.putNull("detail");
    logs(node, timetable, moment, outcome);
    node.putObject("error")
        .put("code", outcome.code())
        .put("raw_message", outcome.rawMessage())
        .put("message", outcome.message())
        .putNull("detail");
    return node;
  }

  private Outcome outcome(Timetable.Stage stage, Instant moment) {
    if (stage == Timetable.Stage.ENDED) {
      return task.outcome();
    }
    return task.faults(TaskFault.FailedAtFirst.class).stream()
        .filter(_ -> !moment.isBefore(task.timetable().logsAt()))
        .map(TaskFault.FailedAtFirst::outcome)
        .findFirst()
        .orElse(Outcome.SUCCESS);
  }

  private boolean toldAsFinished(Timetable.Stage stage, boolean completed) {
    boolean early =
        stage == Timetable.Stage.PROCESSING && !task.faults(TaskFault.EarlyOutput.class).isEmpty();
    return (completed || early) && task.faults(TaskFault.NoOutput.class).isEmpty();
  }

  private String status(Timetable.Stage stage, Outcome outcome) {
    String status = outcome.succeeded() ? stage.name().toLowerCase(Locale.ROOT) : "failed";
    if (stage == Timetable.Stage.ENDED && outcome.succeeded()) {
      status = "completed";
    }
    for (TaskFault.InStatus fault : task.faults(TaskFault.InStatus.class)) {
      status = fault.alter(status);
    }
    return status;
  }

  private ObjectNode meta(Timetable timetable, Timetable.Stage stage, boolean completed) {
    boolean ended = stage == Timetable.Stage.ENDED;
    boolean started = ended || stage == Timetable.Stage.PROCESSING;
    long points = task.order().model().points;
    ObjectNode meta = Json.MAPPER.createObjectNode();
    meta.put("created_at", Json.time(timetable.createdAt()))
        .put("started_at", started ? Json.time(timetable.startedAt()) : Json.ZERO_TIME)
        .put("ended_at", ended ? Json.time(timetable.endedAt()) : Json.ZERO_TIME);
    meta.putObject("usage")
        .put("type", "point")
        .put("frozen", points)
        .put("consume", completed ? points : 0);
    meta.put("is_using_private_pool", false);
    return meta;
  }

  private static void logs(ObjectNode node, Timetable timetable, Instant moment, Outcome outcome) {
    if (moment.isBefore(timetable.logsAt())) {
      node.putNull("logs");
      return;
    }
    ArrayNode logs = node.putArray("logs");
    logs.addObject().put("time", Json.time(timetable.logsAt())).put("message", "rendering audio");
    if (!outcome.succeeded()) {
      logs.addObject()
          .put("time", Json.time(timetable.endedAt()))
          .put("message", outcome.rawMessage());
    }
  }
}
