package ai.babymusic.local;

import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.supervision.Orphans;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "clean", description = "Deletes all local data.")
final class CleanCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Override
  public Integer call() throws Exception {
    DataFolder data = Objects.requireNonNull(main).data();
    if (!Files.exists(data.root())) {
      System.out.println("Nothing to delete: there is no " + data.root());
      return 0;
    }
    if (!data.isOurs()) {
      throw new Refusal(data.root() + " is not a Baby Music data folder: nothing was deleted");
    }
    try (FileChannel lock = data.lock()) {
      if (lock == null) {
        throw new Refusal("Baby Music is running on " + data.root() + ": stop it first (Ctrl-C)");
      }
      data.prepare();
      List<String> orphans = Orphans.end(data.run());
      if (!orphans.isEmpty()) {
        System.out.println("Ended what an earlier run left: " + String.join(", ", orphans));
      }
      data.delete();
    }
    System.out.println("Deleted " + data.root());
    return 0;
  }
}
