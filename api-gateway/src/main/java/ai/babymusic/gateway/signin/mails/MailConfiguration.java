package ai.babymusic.gateway.signin.mails;

import ai.babymusic.gateway.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The mail server, and where the plain text of mails is found. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

  @Bean
  JavaMailSender mailSender(GatewaySettings settings) {
    return sender(settings.mail());
  }

  static JavaMailSenderImpl sender(GatewaySettings.Mail settings) {
    var server = SmtpUrl.parse(settings.smtpUrl());
    var sender = new JavaMailSenderImpl();
    sender.setProtocol(server.implicitTls() ? "smtps" : "smtp");
    sender.setHost(server.host());
    sender.setPort(server.port());
    sender.setUsername(server.user());
    sender.setPassword(server.password());
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    sender.setJavaMailProperties(properties(server, settings));
    return sender;
  }

  /** HTML is resolved as Boot configures it; a name that ends in {@code .txt} is plain text. */
  @Bean
  ClassLoaderTemplateResolver plainTexts() {
    var resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setResolvablePatterns(Set.of("*.txt"));
    resolver.setTemplateMode(TemplateMode.TEXT);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    resolver.setOrder(1);
    return resolver;
  }

  private static Properties properties(SmtpUrl server, GatewaySettings.Mail settings) {
    String patience = Long.toString(settings.patience().toMillis());
    String prefix = server.implicitTls() ? "mail.smtps." : "mail.smtp.";
    var properties = new Properties();
    // All without end by default: a mail server that hangs would hold a sender for ever.
    properties.setProperty(prefix + "connectiontimeout", patience);
    properties.setProperty(prefix + "timeout", patience);
    properties.setProperty(prefix + "writetimeout", patience);
    properties.setProperty(prefix + "auth", Boolean.toString(server.user() != null));
    properties.setProperty(prefix + "starttls.enable", "true");
    properties.setProperty(prefix + "starttls.required", Boolean.toString(server.tlsRequired()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    return properties;
  }
}
