/** Live updates of the running system while everything fails that can. */
@NullMarked
package ai.babymusic.systemtests.updates;

import org.jspecify.annotations.NullMarked;
