/** An SMTP server that delivers nothing: every mail becomes a file. */
@NullMarked
package ai.babymusic.local.mail;

import org.jspecify.annotations.NullMarked;
