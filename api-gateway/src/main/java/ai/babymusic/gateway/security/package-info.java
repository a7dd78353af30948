/** Who is calling, and what every request must satisfy before a feature sees it. */
@NullMarked
package ai.babymusic.gateway.security;

import org.jspecify.annotations.NullMarked;
