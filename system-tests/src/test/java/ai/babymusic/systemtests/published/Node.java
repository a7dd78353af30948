package ai.babymusic.systemtests.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** The machine's Node, and the client's packages in {@code target}, as the lock pins them. */
final class Node {

  private static final int OLDEST = 20;
  private static final Path SOURCES = Path.of("src/test/javascript");
  private static final Path FOLDER = Path.of("target/javascript");
  private static final String LOCK = "package-lock.json";

  /** How npm names a registry that it cannot reach, and not one that refuses. */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "\\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT"
              + "|ERR_SOCKET_TIMEOUT)\\b");

  private static final Optional<String> MISSING = missing();

  private Node() {}

  /** Skips the test, and says so, where the client cannot be run. */
  static void assumeReady() {
    Assumptions.assumeTrue(MISSING.isEmpty(), () -> MISSING.orElse(""));
  }

  /** Starts the devices' program, for {@code gateway}; what it complains about goes to a file. */
  static Process devices(URI gateway) throws IOException {
    return new ProcessBuilder("node", "devices.mjs", gateway.toString())
        .directory(FOLDER.toFile())
        .redirectError(FOLDER.resolve("devices.log").toFile())
        .start();
  }

  private static Optional<String> missing() {
    Optional<String> missing = missingProgram().or(Node::missingPackages);
    missing.ifPresent(what ->
        System.err.printf("%n*** NOTHING IS TESTED WITH THE PUBLISHED CLIENTS: %s ***%n%n", what));
    return missing;
  }

  private static Optional<String> missingProgram() {
    try {
      String version = run(Path.of("."), "node", "--version").output().strip();
      run(Path.of("."), "npm", "--version");
      return Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST
          ? Optional.empty()
          : Optional.of("Node " + OLDEST + " is needed, here is " + version);
    } catch (IOException e) {
      return Optional.of("Node and npm are needed, " + e.getMessage());
    }
  }

  /**
   * A machine without a network is no reason to fail, as one without Node is none. Whatever else
   * npm complains about is one: a hash that differs, a version that is gone. So is a network that
   * fails in continuous integration ({@code CI} is set), where nobody would see what was skipped.
   */
  private static Optional<String> missingPackages() {
    try {
      boolean done = isInstalled();
      Files.createDirectories(FOLDER);
      try (var sources = Files.list(SOURCES)) {
        for (Path file : sources.toList()) {
          Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (done) {
        return Optional.empty();
      }
      Ran npm =
          run(
              FOLDER,
              "npm",
              "ci",
              "--ignore-scripts",
              "--prefer-offline",
              "--fetch-retry-mintimeout=1000",
              "--fetch-retry-maxtimeout=5000");
      Matcher unreachable = UNREACHABLE.matcher(npm.output());
      if (npm.status() != 0 && unreachable.find() && System.getenv("CI") == null) {
        return Optional.of("npm reaches no registry, " + unreachable.group());
      }
      assertThat(npm.status()).as("npm ci:\n" + npm.output()).isZero();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled() throws IOException {
    return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
        && Files.mismatch(SOURCES.resolve(LOCK), FOLDER.resolve(LOCK)) == -1;
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
