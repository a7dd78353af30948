/** Requests for attempts: what a record of {@code generation.requests.v1} sets going. */
@NullMarked
package ai.babymusic.worker.requests;

import org.jspecify.annotations.NullMarked;
