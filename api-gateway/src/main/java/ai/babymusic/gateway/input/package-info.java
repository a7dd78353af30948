/** JSON from outside, read field by field, each refused by its name. */
@NullMarked
package ai.babymusic.gateway.input;

import org.jspecify.annotations.NullMarked;
