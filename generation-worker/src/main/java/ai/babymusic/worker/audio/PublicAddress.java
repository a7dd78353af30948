package ai.babymusic.worker.audio;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the internet from those that reach into a network of our own. */
final class PublicAddress {

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? publicV6(bytes) : publicV4(bytes);
  }

  private static boolean publicV4(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    boolean carrierGrade = a == 100 && b >= 64 && b < 128;
    boolean protocols = a == 192 && b == 0 && c == 0;
    boolean benchmarks = a == 198 && (b == 18 || b == 19);
    return a != 0 && a < 240 && !carrierGrade && !protocols && !benchmarks;
  }

  /** Global unicast without the tunnels, which can lead to any IPv4 address. */
  private static boolean publicV6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    boolean globalUnicast = (first & 0xe000) == 0x2000;
    boolean teredo = first == 0x2001 && second == 0;
    boolean sixToFour = first == 0x2002;
    return globalUnicast && !teredo && !sixToFour;
  }
}
