package ai.babymusic.gateway.signin.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.gateway.signin.protocol.ClientDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {

  @Test
  void everyIpv4AddressIsAClientOfItsOwn() {
    assertThat(network("192.0.2.7")).isNotEqualTo(network("192.0.2.8"));
    assertThat(network("::ffff:192.0.2.7")).isEqualTo(network("192.0.2.7"));
  }

  @Test
  void allAddressesOfAnIpv6NetworkAreOneClient() {
    assertThat(network("2001:db8:0:1::1")).isEqualTo(network("2001:db8:0:1:ffff::9"));
    assertThat(network("2001:db8:0:1::1")).isNotEqualTo(network("2001:db8:0:2::1"));
  }

  @Test
  void whoeverAProxyDoesNotNameIsOneClient() {
    assertThat(network(null)).isEqualTo(network(null)).isNotEqualTo(network("192.0.2.7"));
  }

  private static ClientNetwork network(@Nullable String ip) {
    return ClientNetwork.of(new ClientDevice(null, ip));
  }
}
