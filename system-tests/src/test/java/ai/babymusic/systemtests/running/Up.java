package ai.babymusic.systemtests.running;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.DataFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One run of {@code ./baby-music up} and what it says on its terminal. */
record Up(ProcessHandle process, Path output) {

  static Up launch(DataFolder data, int offset, Map<String, String> variables) throws IOException {
    Path local = project().resolve("local/target");
    Path output = data.root().resolveSibling(data.root().getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dbaby-music.home=" + project(),
            "-Dlogback.configurationFile=plain-logback.xml",
            "ai.babymusic.local.Main",
            "up",
            "--data",
            data.root().toString(),
            "--port-offset",
            Integer.toString(offset));
    builder.environment().putAll(variables);
    builder
        .environment()
        .put(
            "CLASSPATH",
            local.resolve("local-1.0.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(local.resolve("classpath")));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
            .start();
    return new Up(process.toHandle(), output);
  }

  /** The folder in which the modules lie. */
  static Path project() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /** Returns when it says that everything is ready. */
  void awaitReady(Duration patience) {
    await()
        .atMost(patience)
        .until(() -> {
          String said = Files.readString(output);
          if (!process.isAlive()) {
            throw new IllegalStateException("the system did not start:\n" + said);
          }
          return said.contains("Baby Music is ready");
        });
  }
}
