/** The music provider misbehaves in every way that was seen; each song ends as it should. */
@NullMarked
package ai.babymusic.systemtests.provider;

import org.jspecify.annotations.NullMarked;
