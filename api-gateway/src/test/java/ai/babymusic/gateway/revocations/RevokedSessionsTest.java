package ai.babymusic.gateway.revocations;

import static ai.babymusic.gateway.revocations.SessionStanding.OPEN;
import static ai.babymusic.gateway.revocations.SessionStanding.REVOKED;
import static ai.babymusic.gateway.revocations.SessionStanding.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.schemas.events.Revocations.SessionRevoked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevokedSessionsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MEMORY = Duration.ofHours(1);

  private final List<SessionRevoked> told = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = START;
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final RevokedSessions sessions =
      new RevokedSessions(List.of(told::add), MEMORY, clock, meters);
  private final UUID session = UUID.randomUUID();

  @Test
  void nothingIsKnownOfASessionUntilAllRevocationsAre() {
    assertThat(sessions.of(session)).isEqualTo(UNKNOWN);
    sessions.complete();
    assertThat(sessions.of(session)).isEqualTo(OPEN);
  }

  @Test
  void aRevocationCountsAlsoBeforeAllAreKnown() {
    sessions.add(revokedAt(START));
    assertThat(sessions.of(session)).isEqualTo(REVOKED);
  }

  @Test
  void whoeverListensIsToldOnce() {
    var revoked = revokedAt(START);
    sessions.add(revoked);
    sessions.add(revoked);
    assertThat(told).containsExactly(revoked);
  }

  @Test
  void aSessionIsForgottenWhenItsLastTokenHasExpired() {
    sessions.complete();
    sessions.add(revokedAt(START));
    now = START.plus(MEMORY).minusMillis(1);
    sessions.forgetExpired();
    assertThat(sessions.of(session)).isEqualTo(REVOKED);
    now = START.plus(MEMORY);
    sessions.forgetExpired();
    assertThat(sessions.of(session)).isEqualTo(OPEN);
    assertThat(meters.get("revocations.known").gauge().value()).isZero();
  }

  @Test
  void aRevocationThatComesTooLateToMatterIsNotKept() {
    now = START.plus(MEMORY);
    sessions.add(revokedAt(START));
    assertThat(meters.get("revocations.known").gauge().value()).isZero();
    assertThat(told).isEmpty();
  }

  private SessionRevoked revokedAt(Instant time) {
    return new SessionRevoked(session, UUID.randomUUID(), time);
  }
}
