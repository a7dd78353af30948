package ai.babymusic.gateway.running;

import ai.babymusic.local.testing.Forwarder;
import ai.babymusic.local.testing.Mailpit;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;

/** In a container, behind a door that can be shut: its own port is another after each start. */
final class MailpitServer implements MailServer {

  private final Mailpit mailpit = Mailpit.start();
  private final Forwarder door = Forwarder.open(mailpit.smtpUrl());

  @Override
  public int port() {
    return door.port();
  }

  @Override
  public void stop() {
    door.close();
    mailpit.clear();
  }

  @Override
  public void start() {
    door.open();
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
