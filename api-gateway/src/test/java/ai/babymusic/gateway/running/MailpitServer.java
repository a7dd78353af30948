package ai.babymusic.gateway.running;

import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.local.testing.Mailpit;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;

/** In a container, behind a door that can be shut: its own port is another after each start. */
final class MailpitServer implements MailServer {

  private final Mailpit mailpit = Mailpit.start();
  private final int port = Infrastructure.freePort();
  private Forwarder door = Forwarder.open(port, mailpit.smtpPort());

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() {
    door.close();
    mailpit.clear();
  }

  @Override
  public void start() {
    door = Forwarder.open(port, mailpit.smtpPort());
  }

  @Override
  public List<MimeMessage> to(String address) {
    return mailpit.to(address).stream().map(MailpitServer::parsed).toList();
  }

  private static MimeMessage parsed(byte[] mail) {
    try {
      return new MimeMessage(null, new ByteArrayInputStream(mail));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
