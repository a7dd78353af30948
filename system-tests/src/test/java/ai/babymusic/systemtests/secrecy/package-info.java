/** What of the secrets that went through the system has stayed in it, and where. */
@NullMarked
package ai.babymusic.systemtests.secrecy;

import org.jspecify.annotations.NullMarked;
