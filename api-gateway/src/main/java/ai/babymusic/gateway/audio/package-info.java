/** Where a song can be heard: presigned URLs for stored audio, made when they are sent. */
@NullMarked
package ai.babymusic.gateway.audio;

import org.jspecify.annotations.NullMarked;
