package ai.babymusic.relay;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the relay works.
 *
 * @param databaseUrl PostgreSQL as a role that may replicate
 * @param publication what {@code provision} made over the outbox
 * @param poll how long a lone row may wait in the capture engine, twice
 * @param tick how often the slot is looked at; also the pause before anything is tried again
 * @param heartbeat how often a row is written that moves the slot of a quiet outbox
 * @param trim how often old rows are deleted from the outbox
 * @param stuckAfter how long Kafka may take over one batch before the relay calls itself not ready
 */
@Validated
@ConfigurationProperties("relay")
record RelayProperties(
    @NotBlank String databaseUrl,
    @NotBlank String publication,
    @NotNull Duration poll,
    @NotNull Duration tick,
    @NotNull Duration heartbeat,
    @NotNull Duration trim,
    @NotNull Duration stuckAfter) {}
