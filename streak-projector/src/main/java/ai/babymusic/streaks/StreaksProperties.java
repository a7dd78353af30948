package ai.babymusic.streaks;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the projector works.
 *
 * @param databaseUrl PostgreSQL as a role that may update streaks
 * @param connections to it, one for each listener
 * @param connectionTimeout how long a record waits for one
 * @param firstBackOff after the first fault of what it depends on; doubles
 * @param longestBackOff between two tries
 */
@Validated
@ConfigurationProperties("streaks")
record StreaksProperties(
    @NotBlank String databaseUrl,
    @Positive int connections,
    @NotNull Duration connectionTimeout,
    @NotNull Duration firstBackOff,
    @NotNull Duration longestBackOff) {}
