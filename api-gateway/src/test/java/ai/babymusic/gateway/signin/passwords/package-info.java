/** Holds password hashing to its promises. */
@NullMarked
package ai.babymusic.gateway.signin.passwords;

import org.jspecify.annotations.NullMarked;
