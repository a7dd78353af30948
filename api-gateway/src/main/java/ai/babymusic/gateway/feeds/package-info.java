/** Topics of which every gateway reads everything. */
@NullMarked
package ai.babymusic.gateway.feeds;

import org.jspecify.annotations.NullMarked;
