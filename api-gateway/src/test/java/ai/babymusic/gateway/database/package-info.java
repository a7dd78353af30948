@NullMarked
package ai.babymusic.gateway.database;

import org.jspecify.annotations.NullMarked;
