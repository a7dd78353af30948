/** What a parent has told of the family, and the end of it. */
@NullMarked
package ai.babymusic.gateway.profile;

import org.jspecify.annotations.NullMarked;
