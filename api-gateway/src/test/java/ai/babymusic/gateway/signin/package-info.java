/** Holds sign-in to the contract, over HTTP. */
@NullMarked
package ai.babymusic.gateway.signin;

import org.jspecify.annotations.NullMarked;
