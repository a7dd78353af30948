/** Holds roles and row-level security to their promises. */
@NullMarked
package ai.babymusic.gateway.database;

import org.jspecify.annotations.NullMarked;
