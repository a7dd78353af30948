/** Attempts and their songs as they stand in the database, and every change of their states. */
@NullMarked
package ai.babymusic.worker.generations;

import org.jspecify.annotations.NullMarked;
