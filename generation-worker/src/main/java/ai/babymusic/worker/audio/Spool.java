package ai.babymusic.worker.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A track between its source and our storage: on disk, since only what has come whole and is audio
 * may be stored. The file has no name any more, so it is gone with the process, too.
 *
 * <p>Whatever fails here is unchecked: a disk of ours that is full must not be taken for a host
 * that is away.
 */
final class Spool implements AutoCloseable {

  private final FileChannel file;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool open() {
    try {
      Path path = Files.createTempFile("track", ".part");
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Files.delete(path);
      return new Spool(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the first {@code length} of these bytes. */
  void write(byte[] bytes, int length) {
    try {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length); rest.hasRemaining(); ) {
        file.write(rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long size() {
    try {
      return file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] start(int length) {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size()));
    try {
      for (int read = 0; bytes.hasRemaining() && read >= 0; ) {
        read = file.read(bytes, bytes.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  /** From the beginning each time: whoever sends it may have to send it again. */
  InputStream read() {
    try {
      file.position(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Closing the stream must not close the file.
    InputStream whole = Channels.newInputStream(file);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return whole.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return whole.read(into, offset, length);
      }
    };
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
