package ai.babymusic.local;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "up", description = "Starts everything and stays up until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() throws Exception {
    Main options = Objects.requireNonNull(main);
    return Instance.start(options.data(), options.ports()).stayUp();
  }
}
