/** What the original frontend asks of its backend, by the published client it was written for. */
@NullMarked
package ai.babymusic.systemtests.frontend;

import org.jspecify.annotations.NullMarked;
