/**
 * Sessions that have ended, known on every gateway: from Kafka because that is fast, from the
 * database because that is complete.
 */
@NullMarked
package ai.babymusic.gateway.revocations;

import org.jspecify.annotations.NullMarked;
