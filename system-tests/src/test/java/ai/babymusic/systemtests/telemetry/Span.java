package ai.babymusic.systemtests.telemetry;

import java.util.HexFormat;
import java.util.List;

/**
 * A span as it comes over OTLP.
 *
 * @param parent empty for one that begins a trace
 * @param start in nanoseconds since 1970
 */
record Span(
    String service, String trace, String id, String parent, String name, long start, long end) {

  /** Of an {@code ExportTraceServiceRequest}, by the numbers that its fields have there. */
  static List<Span> of(byte[] request) {
    return Protobuf.values(request, 1).stream()
        .flatMap(resourceSpans -> {
          String service = service(Protobuf.values(resourceSpans, 1).getFirst());
          return Protobuf.values(resourceSpans, 2).stream()
              .flatMap(scopeSpans -> Protobuf.values(scopeSpans, 2).stream())
              .map(span -> of(service, span));
        })
        .toList();
  }

  private static Span of(String service, byte[] span) {
    return new Span(
        service,
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        Protobuf.text(span, 5),
        Protobuf.fixed64(span, 7),
        Protobuf.fixed64(span, 8));
  }

  private static String service(byte[] resource) {
    return Protobuf.values(resource, 1).stream()
        .filter(attribute -> Protobuf.text(attribute, 1).equals("service.name"))
        .map(attribute -> Protobuf.text(Protobuf.values(attribute, 2).getFirst(), 1))
        .findFirst()
        .orElseThrow();
  }

  private static String hex(byte[] span, int field) {
    return Protobuf.values(span, field).stream()
        .map(HexFormat.of()::formatHex)
        .findFirst()
        .orElse("");
  }
}
