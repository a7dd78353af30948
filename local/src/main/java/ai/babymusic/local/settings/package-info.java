/** Where one local instance lives and what its processes are told: ports, secrets, variables. */
@NullMarked
package ai.babymusic.local.settings;

import org.jspecify.annotations.NullMarked;
