import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs google-java-format over every Java file of the project, with all of the running JDK's
 * syntax: {@code check} names the files that differ and fails, {@code write} repairs them.
 */
final class Format {
  public static void main(String[] args) throws IOException, FormatterException {
    boolean write = args[0].equals("write");
    boolean clean = true;
    for (Path file : javaFiles(Path.of(args[1]))) {
      String text = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (text.equals(formatted)) {
        continue;
      }
      if (write) {
        Files.writeString(file, formatted);
      } else {
        clean = false;
        System.err.println("not formatted: " + file);
      }
    }
    if (!clean) {
      System.err.println("Repair with: mvn -N verify -Dformat=write");
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/") || file.getParent().endsWith("build"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }
}
