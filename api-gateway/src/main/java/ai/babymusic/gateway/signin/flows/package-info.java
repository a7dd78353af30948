/** What leads a browser out of the frontend and back: codes, targets, and what it brings along. */
@NullMarked
package ai.babymusic.gateway.signin.flows;

import org.jspecify.annotations.NullMarked;
