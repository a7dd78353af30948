package ai.babymusic.gateway.signin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration REUSE = Duration.ofSeconds(10);

  @Test
  void theActiveTokenIsTraded() {
    var active = active(1);
    assertThat(decide(active)).isEqualTo(new Rotation.Trade(active));
  }

  @Test
  void theParentOfTheActiveTokenGetsTheActiveOneHoweverLate() {
    var child = active(2);
    assertThat(decide(traded(1, Duration.ofDays(30)), child))
        .isEqualTo(new Rotation.Repeat(List.of(child)));
  }

  @Test
  void anyOlderTokenAnswersWithinTheInterval() {
    var child = traded(2, Duration.ofSeconds(1));
    var active = active(3);
    assertThat(decide(traded(1, Duration.ofSeconds(9)), child, active))
        .isEqualTo(new Rotation.Repeat(List.of(child, active)));
  }

  @Test
  void anOlderTokenAfterTheIntervalIsATheft() {
    assertThat(
            decide(traded(1, Duration.ofSeconds(10)), traded(2, Duration.ofSeconds(1)), active(3)))
        .isEqualTo(new Rotation.Theft());
  }

  @Test
  void aRevokedTokenWithoutASuccessorIsATheft() {
    assertThat(decide(traded(1, Duration.ofSeconds(1)))).isEqualTo(new Rotation.Theft());
  }

  private static Rotation decide(RefreshTokenRow presented, RefreshTokenRow... later) {
    return Rotation.of(presented, List.of(later), REUSE, NOW);
  }

  private static RefreshTokenRow active(long id) {
    return new RefreshTokenRow(id, id - 1, UUID.randomUUID(), false, NOW);
  }

  private static RefreshTokenRow traded(long id, Duration ago) {
    return new RefreshTokenRow(id, id - 1, UUID.randomUUID(), true, NOW.minus(ago));
  }
}
