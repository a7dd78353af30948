package ai.babymusic.local;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * Called by the launcher after the first build: one song and an end, for the sake of later starts.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() throws Exception {
    Main options = Objects.requireNonNull(main);
    Instance.rehearse(options.data(), options.ports()).makeFirstSong();
    return 0;
  }
}
