/** The lullabies: composed from a seed, played by a small synthesiser and written as MP3. */
@NullMarked
package ai.babymusic.local.piapi.audio;

import org.jspecify.annotations.NullMarked;
