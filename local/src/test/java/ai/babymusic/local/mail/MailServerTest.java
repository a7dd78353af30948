package ai.babymusic.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerTest {

  @TempDir Path folder;

  @Test
  void everyMailIsAWholeFileByTheTimeTheSenderIsAnswered() throws Exception {
    try (MailServer server = MailServer.start(folder, 0)) {
      Session session = session(server);
      Transport.send(mail(session, "Confirm your address", "Grüße\n.\n..from a line of dots"));
      Transport.send(mail(session, "Reset your password", "Hello"));

      List<Path> kept = files();
      assertThat(kept).hasSize(2).allMatch(file -> file.toString().endsWith(".eml"));
      MimeMessage first = read(session, kept.getFirst());
      assertThat(first.getSubject()).isEqualTo("Confirm your address");
      assertThat(first.getContent()).asString().contains("Grüße").contains("..from a line of dots");
      assertThat(read(session, kept.getLast()).getSubject()).isEqualTo("Reset your password");
    }
  }

  @Test
  void mailsOfAnEarlierRunStay() throws Exception {
    for (String subject : List.of("one", "two")) {
      try (MailServer server = MailServer.start(folder, 0)) {
        Transport.send(mail(session(server), subject, "text"));
      }
    }
    assertThat(files()).hasSize(2);
  }

  private static Session session(MailServer server) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", String.valueOf(server.port()));
    return Session.getInstance(properties);
  }

  private static MimeMessage mail(Session session, String subject, String text) throws Exception {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress("hello@example.com"));
    message.addRecipient(Message.RecipientType.TO, new InternetAddress("parent@example.com"));
    message.addRecipient(Message.RecipientType.CC, new InternetAddress("other@example.com"));
    message.setSubject(subject);
    message.setText(text, "UTF-8");
    return message;
  }

  private static MimeMessage read(Session session, Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return new MimeMessage(session, in);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
