/** Database transactions that are run again when PostgreSQL asks for it. */
@NullMarked
package ai.babymusic.worker.transactions;

import org.jspecify.annotations.NullMarked;
