/** What operators ask: how songs are doing, what went wrong with which, what waits in Kafka. */
@NullMarked
package ai.babymusic.gateway.operations;

import org.jspecify.annotations.NullMarked;
