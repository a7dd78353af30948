/** The simulator held to the facts about its model. */
@NullMarked
package ai.babymusic.local.piapi;

import org.jspecify.annotations.NullMarked;
