/** What the module's tests stand on: a running worker, a stub provider, a stub language model. */
@NullMarked
package ai.babymusic.worker.testing;

import org.jspecify.annotations.NullMarked;
