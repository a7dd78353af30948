/** Deletes accounts. */
@NullMarked
package ai.babymusic.gateway.profile;

import org.jspecify.annotations.NullMarked;
