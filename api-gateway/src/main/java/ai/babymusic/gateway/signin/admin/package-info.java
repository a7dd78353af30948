/** What operators do with accounts, under {@code /admin} of the sign-in contract. */
@NullMarked
package ai.babymusic.gateway.signin.admin;

import org.jspecify.annotations.NullMarked;
