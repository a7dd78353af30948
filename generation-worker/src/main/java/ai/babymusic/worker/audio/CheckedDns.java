package ai.babymusic.worker.audio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host once, and lets no private address through: what was checked is what is connected
 * to, so a name that answers differently the next time gains nothing.
 */
final class CheckedDns implements DnsResolver {

  /** The host leads into a private network. */
  static final class PrivateAddress extends UnknownHostException {
    PrivateAddress(String host) {
      super(host + " has a private address");
    }
  }

  private final AllowedHosts allowed;

  CheckedDns(AllowedHosts allowed) {
    this.allowed = allowed;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetAddress[] found = InetAddress.getAllByName(host);
    if (!allowed.mayBePrivate(host, port) && !Arrays.stream(found).allMatch(PublicAddress::is)) {
      throw new PrivateAddress(host);
    }
    return Arrays.stream(found).map(address -> new InetSocketAddress(address, port)).toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return resolve(host, -1).stream()
        .map(InetSocketAddress::getAddress)
        .toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
