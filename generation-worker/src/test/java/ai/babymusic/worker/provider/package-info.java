/** The music provider behind one small interface; only its adapter knows its format. */
@NullMarked
package ai.babymusic.worker.provider;

import org.jspecify.annotations.NullMarked;
