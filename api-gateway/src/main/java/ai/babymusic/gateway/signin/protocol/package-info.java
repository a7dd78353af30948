/** How the sign-in routes read requests and word errors: GoTrue's ways, known to its clients. */
@NullMarked
package ai.babymusic.gateway.signin.protocol;

import org.jspecify.annotations.NullMarked;
