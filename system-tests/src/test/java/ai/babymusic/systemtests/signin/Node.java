package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The machine's Node, and the client's packages in {@code target}, as the lock pins them. */
final class Node {

  private static final int OLDEST = 20;
  private static final Path SOURCES = Path.of("src/test/javascript");
  private static final Path FOLDER = Path.of("target/javascript");
  private static final String LOCK = "package-lock.json";
  private static final boolean THERE = isThere();

  private Node() {}

  /** Skips the test, and says so, where there is no Node to run the client. */
  static void assumeThere() {
    Assumptions.assumeTrue(THERE, "no Node and npm");
  }

  /** Starts the devices' program, for {@code gateway}; what it complains about goes to a file. */
  static Process devices(URI gateway) throws IOException {
    install();
    return new ProcessBuilder("node", "devices.mjs", gateway.toString())
        .directory(FOLDER.toFile())
        .redirectError(FOLDER.resolve("devices.log").toFile())
        .start();
  }

  private static void install() throws IOException {
    boolean done = isInstalled();
    Files.createDirectories(FOLDER);
    try (var sources = Files.list(SOURCES)) {
      for (Path file : sources.toList()) {
        Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!done) {
      Ran npm = run(FOLDER, "npm", "ci", "--ignore-scripts", "--prefer-offline");
      assertThat(npm.status()).as("npm ci:\n" + npm.output()).isZero();
    }
  }

  private static boolean isInstalled() throws IOException {
    return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
        && Files.mismatch(SOURCES.resolve(LOCK), FOLDER.resolve(LOCK)) == -1;
  }

  private static boolean isThere() {
    try {
      String version = run(Path.of("."), "node", "--version").output().strip();
      run(Path.of("."), "npm", "--version");
      if (Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST) {
        return true;
      }
      skip("Node is too old: " + version);
    } catch (IOException e) {
      skip(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private static void skip(String why) {
    System.err.printf(
        "%n*** SIGN-IN IS NOT TESTED WITH THE PUBLISHED CLIENT: it needs Node %d and npm. %s"
            + " ***%n%n",
        OLDEST, why);
  }

  private record Ran(int status, String output) {}

  private static Ran run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(List.of(command) + " was interrupted", e);
    }
  }
}
