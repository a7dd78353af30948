package ai.babymusic.worker.lyrics;

import org.jspecify.annotations.Nullable;

/**
 * The words of a song.
 *
 * @param source {@code model} or {@code templates}
 * @param failure why the model did not write them, if it should have
 */
record Lyrics(String text, String source, @Nullable String failure) {}
