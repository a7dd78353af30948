/** The words of a song: from a language model, or from our own templates. */
@NullMarked
package ai.babymusic.worker.lyrics;

import org.jspecify.annotations.NullMarked;
