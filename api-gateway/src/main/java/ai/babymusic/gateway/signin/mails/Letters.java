package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.gateway.signin.accounts.EmailAddress;
import ai.babymusic.gateway.signin.onetime.OneTimeSecret;
import ai.babymusic.gateway.signin.onetime.Purpose;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
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
  Letter proving(EmailAddress to, Purpose purpose, OneTimeSecret secret, String redirectTo) {
    String link =
        UriComponentsBuilder.fromUri(externalUrl)
            .path("/confirm")
            .queryParam("token", "{token}")
            .queryParam("type", "{type}")
            .queryParam("redirect_to", "{redirect}")
            .encode()
            .buildAndExpand(secret.link(), purpose.type(), redirectTo)
            .toUriString();
    boolean codeAlone = purpose == Purpose.REAUTHENTICATION;
    return letter(
        to,
        purpose.name().toLowerCase(Locale.ROOT),
        codeAlone ? Map.of("code", secret.code()) : Map.of("code", secret.code(), "link", link));
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
