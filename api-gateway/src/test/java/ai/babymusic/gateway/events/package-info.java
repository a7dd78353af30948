@NullMarked
package ai.babymusic.gateway.events;

import org.jspecify.annotations.NullMarked;
