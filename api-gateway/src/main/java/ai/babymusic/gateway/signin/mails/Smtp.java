package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.GatewaySettings;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server. */
@Component
class Smtp {

  /** What the mail server said. */
  sealed interface Handed {
    record Accepted() implements Handed {}

    /** Never, for this letter: the address is refused or is none. */
    record Refused(String why) implements Handed {}

    /** Not now: nobody answers, or the server asks to try again. */
    record NotNow(String why) implements Handed {}
  }

  private final JavaMailSender sender;
  private final String from;
  private final String domain;

  Smtp(JavaMailSender sender, GatewaySettings settings) {
    this.sender = sender;
    this.from = settings.mail().from();
    this.domain = String.valueOf(settings.auth().externalUrl().getHost());
  }

  /** The request's id names the message, so that servers and readers know a second copy. */
  Handed hand(Letter letter, UUID requestId) {
    try {
      sender.send(message(letter, requestId));
      return new Handed.Accepted();
    } catch (MailParseException | MessagingException e) {
      return new Handed.Refused(why(e));
    } catch (MailSendException e) {
      return isRefused(e) ? new Handed.Refused(why(e)) : new Handed.NotNow(why(e));
    } catch (MailAuthenticationException e) {
      return new Handed.NotNow("the mail server does not know us");
    } catch (MailException e) {
      return new Handed.NotNow(why(e));
    }
  }

  private MimeMessage message(Letter letter, UUID requestId) throws MessagingException {
    var message = sender.createMimeMessage();
    message.setHeader("Message-ID", "<%s@%s>".formatted(requestId, domain));
    var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(letter.to().value());
    helper.setSubject(letter.subject());
    helper.setText(letter.text(), letter.html());
    message.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office answers, RFC 3834
    return message;
  }

  /** 5xx for the recipient itself makes an address invalid; 4xx, a busy server, does not. */
  private static boolean isRefused(MailSendException e) {
    return e.getFailedMessages().values().stream()
        .anyMatch(failure ->
            failure instanceof SendFailedException sending
                && sending.getInvalidAddresses() != null
                && sending.getInvalidAddresses().length > 0);
  }

  private static String why(Exception e) {
    return e.getClass().getSimpleName();
  }
}
