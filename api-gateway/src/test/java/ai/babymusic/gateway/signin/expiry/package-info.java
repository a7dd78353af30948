/** Tests of what is forgotten. */
@NullMarked
package ai.babymusic.gateway.signin.expiry;

import org.jspecify.annotations.NullMarked;
