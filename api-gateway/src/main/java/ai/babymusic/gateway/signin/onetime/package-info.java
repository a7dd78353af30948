/** What is mailed to prove an address: links and codes that work once, kept only as hashes. */
@NullMarked
package ai.babymusic.gateway.signin.onetime;

import org.jspecify.annotations.NullMarked;
