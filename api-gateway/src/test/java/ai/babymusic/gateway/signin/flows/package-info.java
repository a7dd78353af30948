/** Codes, targets and landings, each by its rules. */
@NullMarked
package ai.babymusic.gateway.signin.flows;

import org.jspecify.annotations.NullMarked;
