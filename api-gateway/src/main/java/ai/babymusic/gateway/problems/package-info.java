/** What a client is told when something goes wrong: RFC 9457 problems with stable codes. */
@NullMarked
package ai.babymusic.gateway.problems;

import org.jspecify.annotations.NullMarked;
