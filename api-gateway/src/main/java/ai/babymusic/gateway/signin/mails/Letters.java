package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.onetime.OneTimeSecret;
import ai.babymusic.gateway.signin.onetime.Purpose;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Words mails: one layout in HTML and one in plain text, the words in {@code
 * words/mails.properties}.
 */
@Component
class Letters {

  private static final String ALREADY_THERE = "already_there";

  private final ITemplateEngine templates;
  private final MessageSource words;
  private final URI externalUrl;
  private final URI site;
  private final long lifeInMinutes;

  Letters(ITemplateEngine templates, MessageSource words, GatewaySettings settings) {
    this.templates = templates;
    this.words = words;
    this.externalUrl = settings.auth().externalUrl();
    this.site = settings.auth().siteUrl();
    this.lifeInMinutes = settings.auth().oneTimeTokenLife().toMinutes();
  }

  /** The link leads to a page with one button: programs that follow links spend nothing. */
  Letter proving(
      EmailAddress to, Occasion.Proving occasion, OneTimeSecret secret, String redirectTo) {
    Purpose purpose = occasion.purpose();
    String link =
        UriComponentsBuilder.fromUri(externalUrl)
            .path("/confirm")
            .queryParam("token", "{token}")
            .queryParam("type", "{type}")
            .queryParam("redirect_to", "{redirect}")
            .encode()
            .buildAndExpand(secret.link(), purpose.type(), redirectTo)
            .toUriString();
    var facts = new HashMap<String, Object>();
    facts.put("code", secret.code());
    if (purpose != Purpose.REAUTHENTICATION) {
      facts.put("link", link);
    }
    // A change of address is agreed to only by who is told which.
    facts.put("address", Objects.requireNonNullElse(occasion.account().newEmail(), ""));
    return letter(to, purpose.name().toLowerCase(Locale.ROOT), facts);
  }

  Letter alreadyThere(EmailAddress to) {
    return letter(to, ALREADY_THERE, Map.of("link", site.toString()));
  }

  private Letter letter(EmailAddress to, String kind, Map<String, Object> facts) {
    var context = new Context(Locale.ENGLISH, facts);
    context.setVariable("kind", kind);
    context.setVariable("minutes", lifeInMinutes);
    return new Letter(
        to,
        words.getMessage("mail." + kind + ".subject", null, Locale.ENGLISH),
        templates.process("mail.txt", context),
        templates.process("mail", context));
  }
}
