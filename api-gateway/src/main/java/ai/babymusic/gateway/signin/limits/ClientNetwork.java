package ai.babymusic.gateway.signin.limits;

import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.protocol.ClientDevice;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Where a client is, as far as it can be told apart from others: an IPv4 address, or the first 64
 * bits of an IPv6 address, since whoever has one of them has all 2<sup>64</sup>.
 */
record ClientNetwork(String text) {

  private static final int PREFIX_BYTES = 8;

  static ClientNetwork of(ClientDevice device) {
    if (device.ip() == null) {
      return new ClientNetwork("unknown"); // all of them together
    }
    InetAddress address = InetAddress.ofLiteral(device.ip());
    return new ClientNetwork(
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
            : address.getHostAddress());
  }

  /** Another one for each account: who is where cannot be compared. */
  String hashFor(EmailAddress account) {
    return Hash.of(Stream.of("network", account.value(), text));
  }
}
