/** Sign-in by another provider, against one that can be told what to say. */
@NullMarked
package ai.babymusic.gateway.signin.providers;

import org.jspecify.annotations.NullMarked;
