/** Tests of what operators do with accounts. */
@NullMarked
package ai.babymusic.gateway.signin.admin;

import org.jspecify.annotations.NullMarked;
