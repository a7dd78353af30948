/** The routes where the published client expects PostgREST, asked as it asks. */
@NullMarked
package ai.babymusic.gateway.rpc;

import org.jspecify.annotations.NullMarked;
