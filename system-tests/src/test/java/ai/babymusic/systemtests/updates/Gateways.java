package ai.babymusic.systemtests.updates;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/** The gateways behind one name, as a client sees them. */
public record Gateways(List<URI> addresses) {

  URI any(RandomGenerator random) {
    return addresses.get(random.nextInt(addresses.size()));
  }
}
