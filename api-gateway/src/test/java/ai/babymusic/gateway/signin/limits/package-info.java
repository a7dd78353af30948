/** Tests of the limits, with a database and with two gateways. */
@NullMarked
package ai.babymusic.gateway.signin.limits;

import org.jspecify.annotations.NullMarked;
