package ai.babymusic.gateway.hostile;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Parent;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import java.util.UUID;

/** A parent with a session and a song, good for some requests: one of them may end it. */
record Guest(String token, String refreshToken, String user, String song) {

  /** Without a password, whose hash would cost more than all its requests. */
  static Guest at(RunningGateway gateway) {
    Reply session = gateway.client().published().post("/auth/v1/signup", "{}");
    String token = session.text("access_token");
    Reply song =
        gateway
            .client()
            .bearer(token)
            .with("Content-Type", "application/json")
            .post("/api/songs", Parent.LULLABY);
    return new Guest(
        token,
        session.text("refresh_token"),
        session.json().at("/user/id").asString(),
        song.text("id"));
  }

  /** {@code text} with what is this guest's in place of names in braces. */
  String fill(String text, String known) {
    return text.replace("{song}", song)
        .replace("{user}", user)
        .replace("{refresh}", refreshToken)
        .replace("{known}", known)
        .replace("{new}", Client.newAddress())
        .replace("{any}", UUID.randomUUID().toString());
  }
}
