/** The command {@code ./baby-music}: reads its words and options and runs what they ask for. */
@NullMarked
package ai.babymusic.local;

import org.jspecify.annotations.NullMarked;
