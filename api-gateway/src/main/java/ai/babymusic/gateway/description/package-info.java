/** The description of the routes at {@code /v3/api-docs}, where the code alone does not tell it. */
@NullMarked
package ai.babymusic.gateway.description;

import org.jspecify.annotations.NullMarked;
