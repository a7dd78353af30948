/** Brings dead letters back to their topics, once what kept them from being processed is mended. */
@NullMarked
package ai.babymusic.local.replay;

import org.jspecify.annotations.NullMarked;
