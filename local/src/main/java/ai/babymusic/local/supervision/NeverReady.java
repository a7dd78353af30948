package ai.babymusic.local.supervision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** A program did not come up; the message quotes the end of its log. */
public final class NeverReady extends RuntimeException {

  private static final int QUOTED_LINES = 5;
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )");

  NeverReady(Program program, String how) {
    super(
        program.name()
            + " "
            + how
            + "; its log, "
            + program.log()
            + ", ends with:\n"
            + end(program));
  }

  private static String end(Program program) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(program.log()), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find())
              .toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
    } catch (IOException e) {
      return "(it cannot be read: " + e.getMessage() + ")";
    }
  }
}
