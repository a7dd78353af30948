package ai.babymusic.gateway.songs;

import ai.babymusic.gateway.problems.Problem;
import ai.babymusic.gateway.problems.ProblemCode;
import ai.babymusic.gateway.problems.RateLimit;
import ai.babymusic.gateway.security.Caller;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes by which songs are asked for. */
@RestController
@RequestMapping("/api/songs")
class SongRequestController {
  private final SongRequests requests;
  private final SongView view;

  SongRequestController(SongRequests requests, SongView view) {
    this.requests = requests;
    this.view = view;
  }

  @PostMapping
  ResponseEntity<ObjectNode> ask(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
      @RequestBody JsonNode body) {
    var idempotencyKey = key == null ? null : new IdempotencyKey(key);
    var brief = SongBrief.parse(body);
    return answer(requests.ask(caller.userId(), brief, idempotencyKey));
  }

  @PostMapping("/{id}/retry")
  ResponseEntity<ObjectNode> retry(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
    return answer(requests.retry(caller.userId(), id));
  }

  private ResponseEntity<ObjectNode> answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(Song song, String rateLimit) ->
          accepted(song).header(RateLimit.HEADER, rateLimit).body(view.of(song));
      case Outcome.Repeated(Song song) -> accepted(song).body(view.of(song));
      case Outcome.Limited(Limits.Decision.Refused limit) ->
          throw new Problem(limit.code(), limit.detail())
              .retryAfter(limit.retryAfter())
              .with(RateLimit.HEADER, limit.rateLimit())
              .with(RateLimit.POLICY_HEADER, requests.policy());
      case Outcome.KeyReused _ ->
          throw new Problem(
              ProblemCode.IDEMPOTENCY_KEY_REUSED, "Another brief came with this key before.");
      case Outcome.Deleted _ ->
          throw new Problem(
              ProblemCode.SONG_DELETED, "Send another key to have the song made again.");
      case Outcome.NoSuchSong _ ->
          throw new Problem(ProblemCode.SONG_NOT_FOUND, "You have no song with this id.");
      case Outcome.NotRetryable _ ->
          throw new Problem(ProblemCode.SONG_NOT_RETRYABLE, "This one is in the making or ready.");
      case Outcome.AccountGone _ ->
          throw new Problem(ProblemCode.ACCOUNT_GONE, "Sign up again to have songs made.");
    };
  }

  private ResponseEntity.BodyBuilder accepted(Song song) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/songs/" + song.row().id()))
        .header(RateLimit.POLICY_HEADER, requests.policy());
  }
}
