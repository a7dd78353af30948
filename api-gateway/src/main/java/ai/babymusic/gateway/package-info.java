/** The REST API, sign-in and live updates: everything a browser talks to. */
@NullMarked
package ai.babymusic.gateway;

import org.jspecify.annotations.NullMarked;
