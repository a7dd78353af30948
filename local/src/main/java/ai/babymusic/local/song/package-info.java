/** One song through the public API, as a parent's app would make it, with its progress shown. */
@NullMarked
package ai.babymusic.local.song;

import org.jspecify.annotations.NullMarked;
