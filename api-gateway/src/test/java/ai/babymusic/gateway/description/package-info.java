/** What {@code /v3/api-docs} says. */
@NullMarked
package ai.babymusic.gateway.description;

import org.jspecify.annotations.NullMarked;
