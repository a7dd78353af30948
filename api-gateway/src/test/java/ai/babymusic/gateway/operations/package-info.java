@NullMarked
package ai.babymusic.gateway.operations;

import org.jspecify.annotations.NullMarked;
