package ai.babymusic.gateway.running;

import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** Takes mails on loopback, always on the same port. */
interface MailServer {

  int port();

  /** From now on nobody listens; what came is forgotten. */
  void stop();

  void start();

  /** All that came for the address, oldest first. */
  List<MimeMessage> to(String address);
}
