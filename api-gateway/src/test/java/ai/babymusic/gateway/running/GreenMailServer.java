package ai.babymusic.gateway.running;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/** In the tests' own JVM. */
final class GreenMailServer implements MailServer {

  private final int port;
  private GreenMail server;

  GreenMailServer() {
    server = new GreenMail(setup(0).dynamicPort());
    server.start();
    port = server.getSmtp().getPort();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void start() {
    server = new GreenMail(setup(port));
    server.start();
  }

  @Override
  public List<MimeMessage> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> GreenMailUtil.getHeaders(message).contains("To: " + address))
        .toList();
  }

  private static ServerSetup setup(int port) {
    return new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
  }
}
