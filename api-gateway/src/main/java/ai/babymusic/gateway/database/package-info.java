/** The ways into the database: one pool for each role the gateway takes. */
@NullMarked
package ai.babymusic.gateway.database;

import org.jspecify.annotations.NullMarked;
