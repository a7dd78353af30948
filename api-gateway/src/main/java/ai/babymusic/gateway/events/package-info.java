/**
 * Live updates: each user's changes as server-sent events, every change once and in order, from
 * Kafka when it is fast and from the outbox when it is not.
 */
@NullMarked
package ai.babymusic.gateway.events;

import org.jspecify.annotations.NullMarked;
