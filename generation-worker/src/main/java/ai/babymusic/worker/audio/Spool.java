package ai.babymusic.worker.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 */
final class Spool implements Closeable {

  private final FileChannel file;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool open() throws IOException {
    Path path = Files.createTempFile("track", ".part");
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    return new Spool(file);
  }

  OutputStream writer() {
    return Channels.newOutputStream(file);
  }

  long size() throws IOException {
    return file.size();
  }

  byte[] start(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, file.size()));
    for (int read = 0; bytes.hasRemaining() && read >= 0; ) {
      read = file.read(bytes, bytes.position());
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
  public void close() throws IOException {
    file.close();
  }
}
