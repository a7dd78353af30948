@NullMarked
package ai.babymusic.gateway.problems;

import org.jspecify.annotations.NullMarked;
