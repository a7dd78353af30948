/** Forgets what has had its time: codes, flows, tokens, counters. */
@NullMarked
package ai.babymusic.gateway.signin.expiry;

import org.jspecify.annotations.NullMarked;
