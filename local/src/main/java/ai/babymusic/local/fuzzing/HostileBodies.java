package ai.babymusic.local.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Bodies that begin as a sample of the right ones. */
public final class HostileBodies {

  private static final int DEEPEST = 200_000;
  private static final int MOST_BYTES_CHANGED = 8;

  private final List<JsonNode> samples;

  public HostileBodies(List<JsonNode> samples) {
    this.samples = List.copyOf(samples);
  }

  /** Mostly JSON that says something else; else its bytes are changed, or it never was JSON. */
  public HostileBody next(Chance chance) {
    String json = new JsonMutator(chance).mutated(chance.of(samples));
    return switch (chance.below(10)) {
      case 0, 1, 2 -> new HostileBody(damaged(json.getBytes(UTF_8), chance), Shape.DAMAGED);
      case 3 -> new HostileBody(notJson(json, chance), Shape.NOT_JSON);
      default -> new HostileBody(json.getBytes(UTF_8), Shape.JSON);
    };
  }

  private static byte[] damaged(byte[] json, Chance chance) {
    return switch (chance.below(6)) {
      case 0 -> Arrays.copyOf(json, chance.below(json.length + 1));
      case 1 -> new String(json, UTF_8).getBytes(StandardCharsets.UTF_16LE);
      case 2 -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, json);
      case 3 -> inserted(json, chance);
      default -> flipped(json, chance);
    };
  }

  private static byte[] flipped(byte[] json, Chance chance) {
    byte[] flipped = json.clone();
    for (int n = 1 + chance.below(MOST_BYTES_CHANGED); n > 0 && flipped.length > 0; n--) {
      flipped[chance.below(flipped.length)] ^= (byte) (1 << chance.below(8));
    }
    return flipped;
  }

  /** Bytes that are no UTF-8, too long a form of U+0000, and half a surrogate pair. */
  private static byte[] inserted(byte[] json, Chance chance) {
    int at = chance.below(json.length + 1);
    byte[] bytes =
        chance.of(
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xE2, (byte) 0x28},
            new byte[] {0});
    return joined(
        joined(Arrays.copyOf(json, at), bytes), Arrays.copyOfRange(json, at, json.length));
  }

  private static byte[] notJson(String json, Chance chance) {
    return switch (chance.below(7)) {
      case 0 -> new byte[0];
      case 1 -> zipped(json.getBytes(UTF_8));
      case 2 -> "[".repeat(1 + chance.upTo(DEEPEST)).getBytes(UTF_8);
      case 3 -> (json + " " + json).getBytes(UTF_8);
      case 4 -> "task_id=1&status=completed".getBytes(UTF_8);
      case 5 -> ("{\"a\":\"" + json).getBytes(UTF_8);
      default -> ("<!doctype html>" + json).getBytes(UTF_8);
    };
  }

  private static byte[] zipped(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
