/** Whether the time of an answer tells who has an account. */
@NullMarked
package ai.babymusic.gateway.signin.timing;

import org.jspecify.annotations.NullMarked;
