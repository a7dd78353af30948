/** Accounts: who they belong to and what is known about them. */
@NullMarked
package ai.babymusic.gateway.signin.accounts;

import org.jspecify.annotations.NullMarked;
