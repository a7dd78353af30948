/** The clients that npm has, on their users' devices, in one process of Node. */
@NullMarked
package ai.babymusic.systemtests.published;

import org.jspecify.annotations.NullMarked;
