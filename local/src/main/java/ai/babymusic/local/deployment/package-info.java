/** What a deployment by containers is told, drawn for it once. */
@NullMarked
package ai.babymusic.local.deployment;

import org.jspecify.annotations.NullMarked;
