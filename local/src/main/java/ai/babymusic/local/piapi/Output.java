package ai.babymusic.local.piapi;

import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code output} of a task, which looks different for every model.
 *
 * @param audioQuery what links to audio end with
 */
record Output(PiapiTask task, URI publicUrl, String audioQuery) {

  /** The query of a link whose time is over. */
  static final String EXPIRED = "Expires=0";

  ObjectNode empty() {
    ObjectNode output = Json.MAPPER.createObjectNode();
    switch (model()) {
      case MUSIC_U -> output.put("generation_id", "").putNull("songs");
      case MUSIC_S -> output.putNull("clips");
      case DIFFRHYTHM, ACE_STEP -> output.put("audio_url", "");
    }
    return output;
  }

  ObjectNode finished() {
    List<Song> songs = Song.of(task);
    ObjectNode output = Json.MAPPER.createObjectNode();
    switch (model()) {
      case MUSIC_U -> {
        output.put("generation_id", Song.randomUuid(task.random("generation")).toString());
        ArrayNode array = output.putArray("songs");
        songs.forEach(song -> array.add(udio(song)));
      }
      case MUSIC_S -> {
        ObjectNode clips = output.putObject("clips");
        songs.forEach(song -> clips.set(song.id().toString(), suno(song)));
      }
      case DIFFRHYTHM, ACE_STEP -> output.put("audio_url", url(songs.getFirst()));
    }
    return output;
  }

  private Model model() {
    return task.faults(TaskFault.OutputOf.class).stream()
        .map(TaskFault.OutputOf::model)
        .findFirst()
        .orElse(task.order().model());
  }

  private ObjectNode udio(Song song) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", song.id().toString())
        .put("title", song.title())
        .put("image_path", image(song))
        .put("lyrics", lyrics())
        .put("prompt", task.order().prompt())
        .put("song_path", url(song))
        .put("duration", song.seconds())
        .put("finished", song.finished());
    ArrayNode tags = node.putArray("tags");
    song.tags().forEach(tags::add);
    if (song.error() == null) {
      node.putNull("error_type").putNull("error_code").putNull("error_detail");
    } else {
      node.put("error_type", "GENERATION").put("error_code", 500);
      node.put("error_detail", song.error());
    }
    return node;
  }

  private ObjectNode suno(Song song) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", song.id().toString())
        .put("video_url", "")
        .put("audio_url", url(song))
        .put("image_url", image(song))
        .put("image_large_url", image(song))
        .put("is_video_pending", false)
        .put("major_model_version", "v3")
        .put("model_name", "chirp-v3");
    node.putObject("metadata")
        .put("tags", String.join(", ", song.tags()))
        .put("prompt", lyrics())
        .put("gpt_description_prompt", task.order().prompt())
        .put("type", "gen")
        .put("duration", song.seconds())
        .put("refund_credits", false)
        .put("stream", true)
        .put("error_type", song.error() == null ? "" : "generation_error")
        .put("error_message", song.error() == null ? "" : song.error());
    node.put("created_at", Json.time(task.createdAt()))
        .put("status", status(song))
        .put("title", song.title())
        .put("is_public", true);
    return node;
  }

  private static String status(Song song) {
    if (song.error() != null) {
      return "error";
    }
    return song.finished() ? "complete" : "streaming";
  }

  private String url(Song song) {
    return song.path() == null ? "" : publicUrl + song.path() + audioQuery;
  }

  private String image(Song song) {
    return publicUrl + Cover.PATH + song.id() + "/public";
  }

  private String lyrics() {
    return switch (Json.text(task.order().input(), "lyrics_type")) {
      case "instrumental" -> "";
      case "generate" ->
          """
          The window holds a little star,
          It winks at you from very far,
          The day has folded up its light,
          And everything says sleep, good night.\
          """;
      default -> task.order().lyrics();
    };
  }
}
