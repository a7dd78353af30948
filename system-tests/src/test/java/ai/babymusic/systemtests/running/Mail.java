package ai.babymusic.systemtests.running;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as its reader has it in front of them. */
public record Mail(String to, String subject, String text) {

  private static final Pattern LINK = Pattern.compile("https?://\\S+");
  private static final Pattern LINK_TOKEN = Pattern.compile("[?&]token=([^&\\s]+)");
  private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

  static Mail read(Path file) {
    try {
      var message = new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(file)));
      var mail =
          new Mail(
              message.getRecipients(Message.RecipientType.TO)[0].toString(),
              message.getSubject(),
              plainText(message.getContent()));
      mail.noteSecrets();
      return mail;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalArgumentException(file + " is no mail", e);
    }
  }

  public URI link() {
    return URI.create(found(LINK, "link").group());
  }

  /** What the link has to show. */
  public String linkToken() {
    return found(LINK_TOKEN, "link with a token").group(1);
  }

  public String code() {
    return found(CODE, "code").group();
  }

  private Matcher found(Pattern pattern, String what) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + what + " in the mail:\n" + text);
    }
    return matcher;
  }

  private void noteSecrets() {
    LINK_TOKEN.matcher(text).results().forEach(token -> Secrets.note("token_hash", token.group(1)));
    CODE.matcher(text).results().forEach(code -> Secrets.note("token", code.group()));
  }

  private static String plainText(Object content) throws IOException, MessagingException {
    if (content instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart part = parts.getBodyPart(i);
        if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
          return plainText(part.getContent());
        }
      }
    }
    return content.toString();
  }
}
