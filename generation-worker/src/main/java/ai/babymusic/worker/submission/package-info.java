/** Handing a song to the provider, once, whatever happens on the way. */
@NullMarked
package ai.babymusic.worker.submission;

import org.jspecify.annotations.NullMarked;
