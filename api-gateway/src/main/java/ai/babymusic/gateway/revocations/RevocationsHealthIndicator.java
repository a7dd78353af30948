package ai.babymusic.gateway.revocations;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A gateway that does not know which sessions have ended can judge no token: it is not ready. */
@Component
class RevocationsHealthIndicator implements HealthIndicator {

  private final RevokedSessions revoked;

  RevocationsHealthIndicator(RevokedSessions revoked) {
    this.revoked = revoked;
  }

  @Override
  public Health health() {
    return revoked.isComplete()
        ? Health.up().build()
        : Health.outOfService().withDetail("reason", "the database could not be asked yet").build();
  }
}
