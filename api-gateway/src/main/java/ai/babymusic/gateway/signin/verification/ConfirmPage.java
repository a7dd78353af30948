package ai.babymusic.gateway.signin.verification;

import ai.babymusic.gateway.signin.flows.Secret;
import ai.babymusic.gateway.signin.protocol.AuthRoutes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Where the links of our mails lead: a page with one button. Mail scanners and previews open links
 * too, and an opened link would be spent; none of them presses a button.
 */
@AuthRoutes
class ConfirmPage {

  private final ITemplateEngine templates;

  ConfirmPage(ITemplateEngine templates) {
    this.templates = templates;
  }

  @GetMapping(path = "/confirm", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> page(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(name = "redirect_to", defaultValue = "") String redirectTo) {
    String nonce = Secret.random().text();
    var context =
        new Context(
            Locale.ENGLISH,
            Map.of("token", token, "type", type, "redirect_to", redirectTo, "nonce", nonce));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        // No form-action: browsers apply it to where the answer leads as well, which is the site.
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'nonce-%s'; frame-ancestors 'none'; base-uri 'none'"
                .formatted(nonce))
        .body(templates.process("confirm", context));
  }
}
