/**
 * Hostile requests by the hundred thousand, for tests of what takes JSON over HTTP: bodies that are
 * almost right, and requests that no HTTP client would send.
 */
@NullMarked
package ai.babymusic.local.fuzzing;

import org.jspecify.annotations.NullMarked;
