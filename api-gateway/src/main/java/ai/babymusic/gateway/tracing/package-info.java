/** The W3C trace context of the request at hand: in the log, and on through the outbox. */
@NullMarked
package ai.babymusic.gateway.tracing;

import org.jspecify.annotations.NullMarked;
