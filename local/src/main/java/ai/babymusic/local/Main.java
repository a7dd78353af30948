package ai.babymusic.local;

import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.supervision.NeverReady;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command's words and options. Exit codes: 0 done, 1 not possible, 2 not understood. */
@Command(
    name = "baby-music",
    description = {
      "Runs Baby Music on this machine.",
      "Without a command: starts everything, makes a first lullaby, stays up until Ctrl-C."
    },
    subcommands = {
      UpCommand.class,
      SongCommand.class,
      TokenCommand.class,
      ReplayCommand.class,
      SecretsCommand.class,
      CleanCommand.class,
      RehearseCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "Baby Music 1.0.0-SNAPSHOT",
    scope = ScopeType.INHERIT,
    sortOptions = false)
public final class Main implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where all data lies (default: .data in the project's folder).")
  private @Nullable Path data;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      defaultValue = "0",
      converter = PortsConverter.class,
      description = "Added to every port, so that two instances fit on one machine.")
  private Ports ports = new Ports(0);

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return commandLine(new Main());
  }

  /** With the exit codes and the manners of all of them. */
  static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setParameterExceptionHandler(Main::notUnderstood)
        .setExecutionExceptionHandler(Main::notPossible);
  }

  @Override
  public Integer call() throws Exception {
    Instance instance = Instance.start(data(), ports);
    instance.makeFirstSong();
    return instance.stayUp();
  }

  DataFolder data() {
    return new DataFolder(
        data == null ? Path.of(System.getProperty("baby-music.home", "."), ".data") : data);
  }

  Ports ports() {
    return ports;
  }

  private static int notUnderstood(ParameterException e, String[] args) {
    String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    e.getCommandLine().getErr().println("baby-music: " + what + " (--help shows what there is)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int notPossible(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    if (e instanceof Refusal || e instanceof NeverReady) {
      line.getErr().println("baby-music: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }

  private static final class PortsConverter implements ITypeConverter<Ports> {
    @Override
    public Ports convert(String value) {
      try {
        return new Ports(Integer.parseInt(value));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' is not a number");
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
