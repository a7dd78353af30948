package ai.babymusic.gateway.running;

import ai.babymusic.local.testing.Where;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The mail server of all gateways of the tests, which takes every mail and lets a test read it.
 * There is one: gateways on one database share their mails, and any of them may send any.
 */
public final class Mailbox {

  private final MailServer server;

  private static final class Shared {
    private static final Mailbox INSTANCE = new Mailbox();
  }

  private Mailbox() {
    server =
        switch (Where.chosen()) {
          case EMBEDDED -> new GreenMailServer();
          case DOCKER -> new MailpitServer();
        };
  }

  public static Mailbox shared() {
    return Shared.INSTANCE;
  }

  public String url() {
    return "smtp://127.0.0.1:" + server.port();
  }

  /** Is away for as long as {@code work} takes; what came before is forgotten. */
  public void without(Runnable work) {
    server.stop();
    try {
      work.run();
    } finally {
      server.start();
    }
  }

  /** All that came for the address, oldest first. */
  public List<Mail> of(String address) {
    return server.to(address).stream().map(Mail::of).toList();
  }

  /** The last of so many that came for the address; waits for it. */
  public Mail await(String address, int count) {
    Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> of(address).size() >= count);
    return of(address).getLast();
  }

  public Mail await(String address) {
    return await(address, 1);
  }

  /** A mail in both its forms. */
  public record Mail(String subject, String id, String text, String html) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/confirm\\?\\S+");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    static Mail of(MimeMessage message) {
      try {
        return new Mail(
            message.getSubject(),
            message.getMessageID(),
            body(message, "text/plain"),
            body(message, "text/html"));
      } catch (MessagingException | IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Where the button leads, from its path on. */
    public String link() {
      var found = LINK.matcher(text);
      if (!found.find()) {
        throw new AssertionError("no link in: " + text);
      }
      return found.group().replaceFirst("https?://[^/]+", "");
    }

    /** What the link carries after its question mark. */
    public String query() {
      return link().split("\\?", 2)[1];
    }

    public String code() {
      var found = CODE.matcher(text.replaceAll("https?://\\S+", ""));
      if (!found.find()) {
        throw new AssertionError("no code in: " + text);
      }
      return found.group();
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
      if (part.isMimeType(type)) {
        return String.valueOf(part.getContent());
      }
      if (part.getContent() instanceof Multipart several) {
        for (int i = 0; i < several.getCount(); i++) {
          String found = body(several.getBodyPart(i), type);
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
      return "";
    }
  }
}
