/** The processes a local instance consists of, and the main classes of those that are its own. */
@NullMarked
package ai.babymusic.local.processes;

import org.jspecify.annotations.NullMarked;
