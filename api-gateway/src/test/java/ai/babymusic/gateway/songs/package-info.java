@NullMarked
package ai.babymusic.gateway.songs;

import org.jspecify.annotations.NullMarked;
