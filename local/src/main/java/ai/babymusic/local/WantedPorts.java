package ai.babymusic.local;

import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.settings.Service;
import ai.babymusic.local.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who wants which port. Looked at before anything starts, so that nothing has to be undone. */
record WantedPorts(Map<Integer, String> users) {

  static WantedPorts of(Settings settings) {
    Ports ports = settings.ports();
    Map<Integer, String> users = new LinkedHashMap<>();
    if (settings.startsKafka()) {
      users.put(ports.kafka(), "Kafka");
      users.put(ports.kafkaController(), "Kafka's controller");
    }
    if (settings.startsPostgres()) {
      users.put(ports.postgres(), "PostgreSQL");
    }
    if (settings.startsS3()) {
      users.put(ports.s3(), "S3");
    }
    if (settings.startsSmtp()) {
      users.put(ports.smtp(), "SMTP");
    }
    if (settings.startsSimulator()) {
      users.put(ports.simulator(), "the PIAPI simulator");
    }
    users.put(ports.gateway(), "api-gateway");
    users.put(ports.ingest(), "webhook-ingest");
    for (Service service : Service.values()) {
      users.put(service.managementPort(ports), service.moduleName() + "'s management");
    }
    return new WantedPorts(users);
  }

  /**
   * Tries each.
   *
   * @throws Refusal naming the first that is taken and who wanted it
   */
  void requireFree() {
    users.forEach((port, user) -> {
      try {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      } catch (IOException e) {
        throw new Refusal(
            "port " + port + " is taken, and " + user + " wants it; --port-offset N shifts all");
      }
    });
  }
}
