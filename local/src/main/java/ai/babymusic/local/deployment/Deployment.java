package ai.babymusic.local.deployment;

import ai.babymusic.local.settings.PrivateFiles;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.settings.Secrets;
import ai.babymusic.local.signing.SigningKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** The files that a deployment by containers has for itself: settings, passwords, keys. */
public final class Deployment {

  private static final String SECRET = "<drawn>";
  private static final String CLUSTER_ID = "<drawn cluster id>";

  private Deployment() {}

  /**
   * Makes {@code .env} of {@code .env.example}, and the keys that sign access tokens. What is there
   * already stays as it is; a variable that a newer example has is added at the end.
   *
   * @return the files that were written
   * @throws Refusal if there is no example
   */
  public static List<Path> prepare(Path folder) throws IOException {
    Path example = folder.resolve(".env.example");
    if (!Files.exists(example)) {
      throw new Refusal("there is no .env.example in " + folder);
    }
    List<Path> written = new ArrayList<>();
    Path settings = folder.resolve(".env");
    List<String> now = Files.exists(settings) ? Files.readAllLines(settings) : List.of();
    List<String> completed = completed(now, Files.readAllLines(example));
    if (!completed.equals(now)) {
      String text = String.join("\n", completed) + "\n";
      PrivateFiles.write(settings, text.getBytes(StandardCharsets.UTF_8));
      written.add(settings);
    }
    Path secrets = folder.resolve(".secrets");
    Path keys = secrets.resolve("jwks.json");
    if (!Files.exists(keys)) {
      PrivateFiles.createFolder(secrets);
      SigningKeys.makeIfAbsent(keys);
      // In the container another user has to read it; here nobody else gets into its folder.
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
      written.add(keys);
    }
    return written;
  }

  private static List<String> completed(List<String> now, List<String> example) {
    if (now.isEmpty()) {
      return example.stream().map(Deployment::drawn).toList();
    }
    Set<String> known = now.stream().map(Deployment::variable).collect(Collectors.toSet());
    List<String> completed = new ArrayList<>(now);
    example.stream()
        .filter(line -> !known.contains(variable(line)))
        .map(Deployment::drawn)
        .forEach(completed::add);
    return completed;
  }

  /** The name a line gives a value to; empty for a comment or a blank line. */
  private static String variable(String line) {
    return line.startsWith("#") || !line.contains("=") ? "" : line.substring(0, line.indexOf('='));
  }

  private static String drawn(String line) {
    if (variable(line).isEmpty()) {
      return line;
    }
    return line.endsWith("=" + CLUSTER_ID)
        ? line.replace(CLUSTER_ID, Uuid.randomUuid().toString())
        : line.replace(SECRET, Secrets.draw());
  }
}
