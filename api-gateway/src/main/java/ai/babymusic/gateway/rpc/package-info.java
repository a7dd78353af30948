/** What the original app calls by PostgREST's rules, and is answered by them. */
@NullMarked
package ai.babymusic.gateway.rpc;

import org.jspecify.annotations.NullMarked;
