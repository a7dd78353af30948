/** The secret of each generation's callback address: the worker signs, the ingest verifies. */
@NullMarked
package ai.babymusic.schemas.webhooks;

import org.jspecify.annotations.NullMarked;
