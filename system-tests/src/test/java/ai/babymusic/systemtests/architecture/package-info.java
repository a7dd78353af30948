/** How the modules are laid out, held over their compiled classes. */
@NullMarked
package ai.babymusic.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
