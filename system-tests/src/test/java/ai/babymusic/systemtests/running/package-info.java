/** The whole system as processes, its mail, and a parent who uses it over HTTP and SSE. */
@NullMarked
package ai.babymusic.systemtests.running;

import org.jspecify.annotations.NullMarked;
