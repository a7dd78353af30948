package ai.babymusic.gateway.events;

import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.revocations.RevokedSessions;
import ai.babymusic.gateway.revocations.SessionStanding;
import ai.babymusic.gateway.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The route of live updates. The request's own (virtual) thread writes the stream. */
@RestController
class EventsController {
  private static final Logger log = LoggerFactory.getLogger(EventsController.class);

  /** A record may reach Kafka, and so a client, a moment before its transaction is visible. */
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(1);

  /** For the answer of a client that is no longer there. */
  private static final Duration ROOM_WITHIN = Duration.ofSeconds(1);

  private final OpenStreams streams;
  private final ChangeLog changes;
  private final LiveUpdates updates;
  private final RevokedSessions revoked;
  private final Tickets tickets;
  private final StreamMeasures measures;
  private final Clock clock;

  EventsController(
      OpenStreams streams,
      ChangeLog changes,
      LiveUpdates updates,
      RevokedSessions revoked,
      Tickets tickets,
      StreamMeasures measures,
      Clock clock) {
    this.streams = streams;
    this.changes = changes;
    this.updates = updates;
    this.revoked = revoked;
    this.tickets = tickets;
    this.measures = measures;
    this.clock = clock;
  }

  /** For a page whose {@code EventSource} can send no headers. */
  @PostMapping("/api/events/ticket")
  Tickets.Ticket ticket(@AuthenticationPrincipal Caller caller) {
    return tickets
        .issue(caller)
        .orElseThrow(() -> new Problem(ProblemCode.SESSION_REVOKED, "Sign in again."));
  }

  /**
   * A ticket counts where there is no token. Of the two places for the last id, the header is what
   * a browser sends by itself when it connects again, so it is the newer one.
   */
  @GetMapping({"/api/events", "/functions/v1/events"})
  void events(
      @AuthenticationPrincipal @Nullable Caller bearer,
      @RequestParam(defaultValue = "") String ticket,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
      @RequestParam(name = "last_event_id", defaultValue = "") String lastEventIdInQuery,
      HttpServletResponse response)
      throws InterruptedException {
    Caller caller = bearer == null ? holder(ticket) : bearer;
    UUID user = caller.userId();
    EventStream stream = open(caller);
    try {
      // Only now: what happens between the two arrives twice and is dropped once.
      Start start = start(user, lastEventId.isEmpty() ? lastEventIdInQuery : lastEventId);
      write(stream, start, caller.expiresAt(), response);
    } finally {
      streams.close(stream);
    }
  }

  private Caller holder(String ticket) {
    return tickets
        .redeem(ticket)
        .orElseThrow(() -> new Problem(ProblemCode.INVALID_TICKET, "Ask for another one."));
  }

  private EventStream open(Caller caller) {
    EventStream stream = streams.open(caller).orElseThrow(() -> tooMany(caller.userId()));
    if (updates.isEnding()) {
      streams.close(stream);
      throw new Problem(ProblemCode.SHUTTING_DOWN, "Connect again, to another instance.")
          .retryAfter(Duration.ofSeconds(1));
    }
    // Asked again now that the stream is among those that a revocation ends.
    if (revoked.of(caller.sessionId()) == SessionStanding.REVOKED) {
      streams.close(stream);
      throw new Problem(ProblemCode.SESSION_REVOKED, "Sign in again.");
    }
    return stream;
  }

  private Start start(UUID user, String asked) throws InterruptedException {
    if (asked.isEmpty()) {
      return new Start.Fresh(changes.last(user));
    }
    var position = Position.parse(asked);
    if (position.isEmpty()) {
      return new Start.Refetch(changes.last(user));
    }
    Start start = changes.start(user, position.get());
    if (start instanceof Start.Ahead) {
      Thread.sleep(VISIBLE_WITHIN);
      return changes.start(user, position.get());
    }
    return start;
  }

  private void write(EventStream stream, Start start, Instant expiry, HttpServletResponse response)
      throws InterruptedException {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    // A proxy that compressed or collected what it passes on would hold events back.
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      EndReason reason =
          new Delivery(stream, changes, response.getOutputStream(), clock).run(start, expiry);
      measures.ended(reason);
      log.atDebug().addKeyValue("reason", reason.wireName()).log("stream ended");
    } catch (IOException e) {
      measures.gone();
      log.atDebug().addKeyValue("cause", e.toString()).log("client left its stream");
    }
  }

  private Problem tooMany(UUID user) {
    // A stream whose client vanished is noticed when it is written to.
    streams.of(user).forEach(stream -> stream.pulse(null));
    return new Problem(
            ProblemCode.TOO_MANY_STREAMS,
            "At most " + streams.maxPerUser() + " streams of one user can be open.")
        .retryAfter(ROOM_WITHIN)
        .with("RateLimit", "\"streams\";r=0;t=" + ROOM_WITHIN.toSeconds())
        .with(
            "RateLimit-Policy",
            "\"streams\";q=" + streams.maxPerUser() + ";qu=\"concurrent-requests\"");
  }
}
