/** The lullabies are what they claim to be. */
@NullMarked
package ai.babymusic.local.piapi.audio;

import org.jspecify.annotations.NullMarked;
