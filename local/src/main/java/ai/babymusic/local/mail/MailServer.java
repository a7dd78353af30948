package ai.babymusic.local.mail;

import ai.babymusic.local.settings.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes mail on loopback and keeps each one as an {@code .eml} file, named by the time of its
 * arrival. The sender hears 250 only when the file is on disk under its name.
 */
public final class MailServer implements AutoCloseable {

  private static final int LARGEST_MAIL = 10 << 20;
  private static final DateTimeFormatter ARRIVAL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final SMTPServer server;

  private MailServer(SMTPServer server) {
    this.server = server;
  }

  /** Starts keeping mails in {@code folder}; port 0 takes a free one. */
  public static MailServer start(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    SMTPServer server =
        new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(port)
            .hostName("localhost")
            .softwareName("Baby Music local mail")
            .maxMessageSize(LARGEST_MAIL)
            .messageHandlerFactory(context -> new Kept(folder))
            .build();
    server.start();
    return new MailServer(server);
  }

  /** The port it listens on. */
  public int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private record Kept(Path folder) implements MessageHandler {
    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {}

    @Override
    public String data(InputStream data) throws IOException {
      String name = ARRIVAL.format(Clock.systemUTC().instant()) + "-" + UUID.randomUUID() + ".eml";
      PrivateFiles.write(folder.resolve(name), data.readAllBytes());
      return "Kept as " + name;
    }

    @Override
    public void done() {}
  }
}
