/** Songs as their parents ask for them, see, rename and delete them. */
@NullMarked
package ai.babymusic.gateway.songs;

import org.jspecify.annotations.NullMarked;
