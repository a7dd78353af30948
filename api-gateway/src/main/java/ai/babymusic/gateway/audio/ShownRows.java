package ai.babymusic.gateway.audio;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.SongRow;
import ai.babymusic.schemas.events.SongVariationRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as a client gets them: with links instead of stored locations. REST and live updates both go
 * through here, so they cannot differ.
 */
@Component
public class ShownRows {
  private final AudioLinks links;

  ShownRows(AudioLinks links) {
    this.links = links;
  }

  public ObjectNode song(SongRow row) {
    return linked(EventCodec.JSON.valueToTree(row), row.audioUrl());
  }

  public ObjectNode variation(SongVariationRow row) {
    return linked(EventCodec.JSON.valueToTree(row), row.audioUrl());
  }

  private ObjectNode linked(ObjectNode shown, @Nullable String location) {
    if (location == null) {
      return shown.putNull("audio_url").putNull("audio_url_expires_at");
    }
    AudioLink link = links.play(location);
    return shown
        .put("audio_url", link.url())
        .put("audio_url_expires_at", Objects.toString(link.expiresAt(), null));
  }
}
