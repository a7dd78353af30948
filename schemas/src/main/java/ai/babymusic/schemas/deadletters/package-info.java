/**
 * What a record carries that can never be processed, so that people and the replay understand it.
 */
@NullMarked
package ai.babymusic.schemas.deadletters;

import org.jspecify.annotations.NullMarked;
