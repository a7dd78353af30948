/** Audio: fetched from where the provider put it, checked, kept in our own storage, removed. */
@NullMarked
package ai.babymusic.worker.audio;

import org.jspecify.annotations.NullMarked;
