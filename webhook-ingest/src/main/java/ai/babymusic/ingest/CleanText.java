package ai.babymusic.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes a stranger's JSON fit to keep: without characters that PostgreSQL and UTF-8 refuse, and
 * without the secrets of its own callback, wherever in a name or value they stand. It goes from
 * token to token and takes no number for more than its text, so that what no tree of ours could
 * hold is kept as well.
 */
record CleanText(Collection<String> secrets) {

  private static final String BLOTTED = "********";

  /** RFC 8259 lets a reader draw the line somewhere; each level costs memory. */
  private static final int DEEPEST = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  /**
   * The same JSON, clean, in UTF-8. It is decoded first: Jackson's reader of bytes refuses half a
   * surrogate pair in a name, and believes bytes that are no UTF-8.
   *
   * @throws JacksonException if it is not JSON, or not JSON alone
   * @throws CharacterCodingException if it is not UTF-8
   */
  byte[] of(byte[] json) throws CharacterCodingException {
    CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    var clean = new ByteArrayOutputStream(json.length);
    try (JsonParser parser =
            JSON.createParser(ObjectReadContext.empty(), text.array(), 0, text.length());
        JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), clean)) {
      do {
        copy(parser, generator);
      } while (!parser.streamReadContext().inRoot());
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "something comes after it");
      }
    }
    return clean.toByteArray();
  }

  /** Strips first: a secret torn apart by U+0000 would be whole afterwards. */
  String of(String text) {
    String clean = text.codePoints().allMatch(CleanText::isKept) ? text : stripped(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, blotted(secret));
    }
    return clean;
  }

  private void copy(JsonParser parser, JsonGenerator generator) {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new StreamReadException(parser, "nothing in it");
    }
    switch (token) {
      case START_OBJECT -> generator.writeStartObject();
      case END_OBJECT -> generator.writeEndObject();
      case START_ARRAY -> generator.writeStartArray();
      case END_ARRAY -> generator.writeEndArray();
      case PROPERTY_NAME -> generator.writeName(of(parser.currentName()));
      case VALUE_STRING -> generator.writeString(of(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String number = parser.getString();
        if (secrets.stream().anyMatch(number::contains)) {
          generator.writeString(BLOTTED);
        } else {
          generator.writeNumber(number);
        }
      }
      case VALUE_TRUE -> generator.writeBoolean(true);
      case VALUE_FALSE -> generator.writeBoolean(false);
      case VALUE_NULL -> generator.writeNull();
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new StreamReadException(parser, "no token of JSON text");
    }
  }

  /** Never longer than the secret: a body that may be taken may be published too. */
  private static String blotted(String secret) {
    return BLOTTED.substring(0, Math.min(BLOTTED.length(), secret.length()));
  }

  private static String stripped(String text) {
    return text.codePoints()
        .filter(CleanText::isKept)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Within {@code codePoints()} only a lone surrogate is still one. */
  private static boolean isKept(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
