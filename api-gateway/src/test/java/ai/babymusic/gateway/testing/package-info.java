/** A running gateway for tests, over its real infrastructure, and the people who use it. */
@NullMarked
package ai.babymusic.gateway.testing;

import org.jspecify.annotations.NullMarked;
