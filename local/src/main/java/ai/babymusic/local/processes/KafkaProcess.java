package ai.babymusic.local.processes;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import java.nio.file.Path;
import java.util.List;

/** The broker as a process. Arguments: data folder, port offset. */
final class KafkaProcess {

  static final String NAME = "kafka";

  private KafkaProcess() {}

  public static void main(String[] args) {
    OwnProcess.main(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    DataFolder data = new DataFolder(Path.of(args[0]));
    Ports ports = new Ports(Integer.parseInt(args[1]));
    KafkaBroker broker = KafkaBroker.start(data.kafka(), ports.kafka(), ports.kafkaController());
    OwnProcess.closeAtEnd(List.of(broker));
    OwnProcess.sayReady(data, NAME);
    broker.awaitShutdown();
  }
}
