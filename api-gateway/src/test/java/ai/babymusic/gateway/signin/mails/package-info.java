/** Mails: when they are sent, when not, and what is in them. */
@NullMarked
package ai.babymusic.gateway.signin.mails;

import org.jspecify.annotations.NullMarked;
