package ai.babymusic.systemtests.telemetry;

import java.util.Comparator;
import java.util.List;

/** A trace for people: who did what below whom, from when on, and for how long. */
record TraceDrawing(List<Span> spans) {

  @Override
  public String toString() {
    StringBuilder drawing = new StringBuilder();
    long start = spans.stream().mapToLong(Span::start).min().orElseThrow();
    spans.stream()
        .filter(span -> spans.stream().noneMatch(other -> other.id().equals(span.parent())))
        .sorted(Comparator.comparingLong(Span::start))
        .forEach(root -> draw(root, 0, start, drawing));
    return drawing.toString();
  }

  private void draw(Span span, int depth, long start, StringBuilder drawing) {
    drawing.append(
        "%8.1f ms %8.1f ms  %s%s: %s%n"
            .formatted(
                (span.start() - start) / 1e6,
                (span.end() - span.start()) / 1e6,
                "  ".repeat(depth),
                span.service(),
                span.name()));
    spans.stream()
        .filter(child -> child.parent().equals(span.id()))
        .sorted(Comparator.comparingLong(Span::start))
        .forEach(child -> draw(child, depth + 1, start, drawing));
  }
}
