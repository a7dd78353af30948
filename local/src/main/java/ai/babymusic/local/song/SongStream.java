package ai.babymusic.local.song;

import ai.babymusic.schemas.events.EventCodec;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.FaultEvent;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamClosedByCallerException;
import com.launchdarkly.eventsource.StreamEvent;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.eventsource.StreamHttpErrorException;
import com.launchdarkly.logging.LDLogger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/**
 * The user's live changes. When the stream breaks it is opened again with the last event's id, so
 * that nothing is missed, until the bound on the whole wait is over.
 */
final class SongStream implements AutoCloseable {

  /** Three heartbeats (15 s): after so long a silence the connection is taken for dead. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final EventSource source;

  /** What came in. {@code at} is the moment it was read from the connection. */
  sealed interface Arrival {
    record Opened() implements Arrival {}

    record Changed(Song song, Instant at) implements Arrival {}

    /** The server cannot say what was missed: read the song itself. */
    record Reset() implements Arrival {}
  }

  SongStream(URI gateway, String token, Duration atMost) {
    source =
        new EventSource.Builder(
                ConnectStrategy.http(URI.create(gateway + "/api/events"))
                    .header("Authorization", "Bearer " + token)
                    .readTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS))
            .errorStrategy(
                ErrorStrategy.continueWithTimeLimit(atMost.toMillis(), TimeUnit.MILLISECONDS))
            .retryDelay(500, TimeUnit.MILLISECONDS)
            .logger(LDLogger.none())
            .build();
  }

  /** The next arrival that concerns songs. */
  Arrival next() throws SongFailed {
    while (true) {
      StreamEvent event;
      try {
        event = source.readAnyEvent();
      } catch (StreamClosedByCallerException e) {
        throw new SongFailed("the song was not ready in time", e);
      } catch (StreamException e) {
        throw new SongFailed("the stream of events broke and did not come back: " + reason(e), e);
      }
      if (event instanceof FaultEvent fault
          && fault.getCause() instanceof StreamHttpErrorException refused
          && refused.getCode() / 100 == 4) {
        throw new SongFailed("GET /api/events answered " + refused.getCode());
      }
      if (event instanceof MessageEvent message) {
        switch (message.getEventName()) {
          case "ready" -> {
            return new Arrival.Opened();
          }
          case "reset" -> {
            return new Arrival.Reset();
          }
          case "song.inserted", "song.updated" -> {
            return new Arrival.Changed(song(message), Instant.now());
          }
          default -> {
            // Variations, the profile, the end of a stream that will be opened again.
          }
        }
      }
    }
  }

  /** Makes a reader that waits in {@link #next()} give up. */
  @Override
  public void close() {
    source.close();
  }

  private static Song song(MessageEvent message) throws SongFailed {
    try {
      return EventCodec.JSON.readValue(message.getData(), Song.class);
    } catch (JacksonException e) {
      throw new SongFailed(message.getEventName() + " did not carry a song", e);
    }
  }

  private static String reason(StreamException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
