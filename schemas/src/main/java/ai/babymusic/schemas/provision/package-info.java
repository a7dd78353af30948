/** The one-shot that makes a place ready: roles, tables, publication, topics and the bucket. */
@NullMarked
package ai.babymusic.schemas.provision;

import org.jspecify.annotations.NullMarked;
