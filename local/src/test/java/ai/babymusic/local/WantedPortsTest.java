package ai.babymusic.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.local.settings.Refusal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedPortsTest {

  @Test
  void aPortThatIsTakenIsNamedWithWhoWantsIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WantedPorts wanted = new WantedPorts(Map.of(taken.getLocalPort(), "Kafka"));
      assertThatThrownBy(wanted::requireFree)
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("port " + taken.getLocalPort() + " is taken, and Kafka wants it");
    }
  }

  @Test
  void aFreePortIsFreeAfterwards() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    WantedPorts wanted = new WantedPorts(Map.of(port, "Kafka"));
    assertThatCode(wanted::requireFree).doesNotThrowAnyException();
    assertThatCode(wanted::requireFree).doesNotThrowAnyException();
  }
}
