@NullMarked
package ai.babymusic.gateway.input;

import org.jspecify.annotations.NullMarked;
