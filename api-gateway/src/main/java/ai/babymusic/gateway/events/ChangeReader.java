package ai.babymusic.gateway.events;

import ai.babymusic.gateway.audio.ShownRows;
import ai.babymusic.gateway.profile.ShownProfile;
import ai.babymusic.schemas.events.Change;
import ai.babymusic.schemas.events.Change.ProfileDeleted;
import ai.babymusic.schemas.events.Change.ProfileInserted;
import ai.babymusic.schemas.events.Change.ProfileUpdated;
import ai.babymusic.schemas.events.Change.SongDeleted;
import ai.babymusic.schemas.events.Change.SongInserted;
import ai.babymusic.schemas.events.Change.SongUpdated;
import ai.babymusic.schemas.events.Change.SongVariationDeleted;
import ai.babymusic.schemas.events.Change.SongVariationInserted;
import ai.babymusic.schemas.events.Change.SongVariationUpdated;
import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.schemas.events.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Changes as they stand in {@code changes.v1} and in the outbox, made ready to be sent. */
@Component
class ChangeReader {
  private static final Logger log = LoggerFactory.getLogger(ChangeReader.class);
  private static final byte[] NOTHING = {};

  private final ShownRows rows;
  private final ShownProfile profiles;
  private final Counter unknown;

  ChangeReader(ShownRows rows, ShownProfile profiles, MeterRegistry meters) {
    this.rows = rows;
    this.profiles = profiles;
    this.unknown =
        Counter.builder("events.unknown")
            .description("Changes of a type that this version does not know")
            .register(meters);
  }

  /**
   * A change of a type unknown here still has its number: it moves the position without a word. One
   * that cannot be read makes the client refetch, so that it misses nothing.
   *
   * @throws JacksonException if not even the number can be read
   */
  ChangeFrame read(String type, byte[] payload) {
    Numbered numbered = EventCodec.JSON.readValue(payload, Numbered.class);
    var position = new Position(numbered.epoch(), numbered.seq());
    try {
      return new ChangeFrame(
          position,
          EventType.of(type)
              .map(known -> EventCodec.JSON.readValue(payload, known.record()))
              .map(event -> event instanceof Change change ? shown(change) : null)
              .map(row -> Frames.change(type, position, EventCodec.JSON.writeValueAsString(row)))
              .orElseGet(this::unknown));
    } catch (JacksonException e) {
      log.atError().addKeyValue("type", type).setCause(e).log("unreadable change");
      return new ChangeFrame(position, Frames.reset(position));
    }
  }

  private byte[] unknown() {
    unknown.increment();
    return NOTHING;
  }

  private JsonNode shown(Change change) {
    return switch (change) {
      case SongInserted(_, _, _, var row) -> rows.song(row);
      case SongUpdated(_, _, _, var row) -> rows.song(row);
      case SongDeleted(_, _, _, var row) -> rows.song(row);
      case SongVariationInserted(_, _, _, var row) -> rows.variation(row);
      case SongVariationUpdated(_, _, _, var row) -> rows.variation(row);
      case SongVariationDeleted(_, _, _, var row) -> rows.variation(row);
      case ProfileInserted(_, _, _, var row) -> profiles.of(row);
      case ProfileUpdated(_, _, _, var row) -> profiles.of(row);
      case ProfileDeleted(_, _, _, var row) -> profiles.of(row);
    };
  }

  private record Numbered(String epoch, long seq) {}
}
