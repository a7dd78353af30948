/** Holds the doors shut. */
@NullMarked
package ai.babymusic.gateway.security;

import org.jspecify.annotations.NullMarked;
