package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One way to misbehave. Each kind is asked at one place; a new fault is one more record under the
 * kind that it belongs to, and its JSON name is the record's annotation. {@code docs/simulator.md}
 * lists them all.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
sealed interface Fault
    permits TimeFault, TaskFault, WebhookFault, CreateFault, LookupFault, AudioFault {}
