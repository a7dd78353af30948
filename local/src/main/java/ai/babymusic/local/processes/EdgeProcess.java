package ai.babymusic.local.processes;

import ai.babymusic.local.infrastructure.S3Server;
import ai.babymusic.local.mail.MailServer;
import ai.babymusic.local.piapi.PiapiSimulator;
import ai.babymusic.local.piapi.PiapiSimulatorSettings;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in for the world outside: storage, mail and the music provider, in one process.
 * Arguments: data folder, port offset, and which of {@link Part}; keys come from the environment.
 */
final class EdgeProcess {

  static final String NAME = "edge";

  /** What the process can hold; a part for which a real one was named is left out. */
  enum Part {
    S3,
    SMTP,
    SIMULATOR
  }

  private EdgeProcess() {}

  public static void main(String[] args) {
    OwnProcess.main(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    DataFolder data = new DataFolder(Path.of(args[0]));
    Ports ports = new Ports(Integer.parseInt(args[1]));
    List<AutoCloseable> parts = new ArrayList<>();
    for (String part : List.of(args).subList(2, args.length)) {
      parts.add(start(Part.valueOf(part), data, ports));
    }
    OwnProcess.closeAtEnd(parts);
    OwnProcess.sayReady(data, NAME);
    Thread.currentThread().join();
  }

  private static AutoCloseable start(Part part, DataFolder data, Ports ports) throws Exception {
    return switch (part) {
      case S3 ->
          S3Server.start(
              data.s3(),
              ports.s3(),
              System.getenv("AWS_ACCESS_KEY_ID"),
              System.getenv("AWS_SECRET_ACCESS_KEY"));
      case SMTP -> MailServer.start(data.mail(), ports.smtp());
      case SIMULATOR ->
          PiapiSimulator.start(
              PiapiSimulatorSettings.in(data.simulator(), System.getenv("PIAPI_API_KEY"))
                  .at("127.0.0.1", ports.simulator()));
    };
  }
}
