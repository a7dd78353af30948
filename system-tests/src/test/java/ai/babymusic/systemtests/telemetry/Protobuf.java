package ai.babymusic.systemtests.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** As much of Protocol Buffers' wire format as it takes to read a span. */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private Protobuf() {}

  /** The values of a field that has a length, in order: messages, texts or bytes. */
  static List<byte[]> values(byte[] message, int field) {
    List<byte[]> values = new ArrayList<>();
    ByteBuffer left = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (left.hasRemaining()) {
      long key = varint(left);
      byte[] value = value(left, (int) (key & 7));
      if (key >>> 3 == field) {
        values.add(value);
      }
    }
    return values;
  }

  /** The value of a text; empty if it is not there. */
  static String text(byte[] message, int field) {
    return values(message, field).stream()
        .map(value -> new String(value, UTF_8))
        .findFirst()
        .orElse("");
  }

  static long fixed64(byte[] message, int field) {
    return ByteBuffer.wrap(values(message, field).getFirst())
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong();
  }

  private static byte[] value(ByteBuffer left, int type) {
    int length =
        switch (type) {
          case VARINT -> {
            varint(left);
            yield 0;
          }
          case FIXED_64 -> Long.BYTES;
          case LENGTH_DELIMITED -> Math.toIntExact(varint(left));
          case FIXED_32 -> Integer.BYTES;
          default -> throw new IllegalArgumentException("wire type " + type);
        };
    byte[] value = new byte[length];
    left.get(value);
    return value;
  }

  private static long varint(ByteBuffer left) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = left.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
