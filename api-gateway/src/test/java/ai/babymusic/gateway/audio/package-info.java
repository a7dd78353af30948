@NullMarked
package ai.babymusic.gateway.audio;

import org.jspecify.annotations.NullMarked;
