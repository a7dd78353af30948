/**
 * Carries the outbox to the topics, in commit order, and remembers in its slot alone how far it
 * came.
 */
@NullMarked
package ai.babymusic.relay;

import org.jspecify.annotations.NullMarked;
