/** The life of a song, from the request to audio in our own storage. */
@NullMarked
package ai.babymusic.worker;

import org.jspecify.annotations.NullMarked;
