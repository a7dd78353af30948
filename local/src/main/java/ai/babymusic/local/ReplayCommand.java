package ai.babymusic.local;

import ai.babymusic.local.replay.Beginning;
import ai.babymusic.local.replay.Replay;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.schemas.topics.KafkaAccess;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "replay",
    description = {
      "Brings dead letters back to the topic they come from, each once: goes on after the last.",
      "KAFKA_BOOTSTRAP_SERVERS, SPRING_KAFKA_SECURITY_PROTOCOL and SPRING_KAFKA_PROPERTIES_*",
      "name a Kafka elsewhere."
    })
final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TOPIC", description = "A dead-letter topic: its name ends with .dlt.")
  private String topic = "";

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      converter = BeginningConverter.class,
      description =
          "Begin at an offset, at a time (2026-11-02T12:00:00Z) or at the oldest instead.")
  private Beginning from = new Beginning.Remembered();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean rehearsal;

  /** By itself, as in the image that operators of a composed system run. */
  public static void main(String[] args) {
    System.exit(Main.commandLine(new ReplayCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Ports ports = main == null ? new Ports(0) : main.ports();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    KafkaAccess kafka = KafkaAccess.of(System.getenv(), "127.0.0.1:" + ports.kafka());
    try (Replay replay = new Replay(kafka, topic, out)) {
      if (rehearsal) {
        replay.rehearse(from);
      } else {
        replay.run(from);
      }
      return 0;
    } finally {
      out.flush();
    }
  }

  private static final class BeginningConverter implements ITypeConverter<Beginning> {
    @Override
    public Beginning convert(String value) {
      try {
        return Beginning.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
