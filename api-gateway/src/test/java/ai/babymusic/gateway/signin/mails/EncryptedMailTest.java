package ai.babymusic.gateway.signin.mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.gateway.GatewaySettings;
import ai.babymusic.local.testing.ServerCertificate;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail servers that speak TLS, and one that does not. */
class EncryptedMailTest {

  /** Where GreenMail looks for its certificate. */
  private static final String KEY_STORE = "greenmail.tls.keystore.file";

  private static final String PASSWORD = "greenmail.tls.keystore.password";

  private static ServerCertificate certificate;
  private GreenMail server;

  /** Once, for GreenMail looks once. */
  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = ServerCertificate.in(folder);
    System.setProperty(KEY_STORE, certificate.keyStore().toString());
    System.setProperty(PASSWORD, ServerCertificate.PASSWORD);
  }

  @AfterAll
  static void forgetCertificate() {
    System.clearProperty(KEY_STORE);
    System.clearProperty(PASSWORD);
  }

  @BeforeEach
  void start() {
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort(),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort()
            });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailGoesOutOverTls() throws Exception {
    JavaMailSenderImpl sender = sender("smtps", server.getSmtps().getPort(), "");
    sender.getJavaMailProperties().put("mail.smtps.ssl.socketFactory", trusting());
    sender.send(mail());
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aServerThatNobodyVouchesForGetsNothing() {
    JavaMailSenderImpl sender = sender("smtps", server.getSmtps().getPort(), "");
    assertThatThrownBy(() -> sender.send(mail()))
        .isInstanceOf(MailSendException.class)
        .hasRootCauseInstanceOf(GeneralSecurityException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerWithoutTlsGetsNothingWhereTlsIsRequired() {
    int port = server.getSmtp().getPort();
    assertThatThrownBy(() -> sender("smtp", port, "?tls=required").send(mail()))
        .isInstanceOf(MailSendException.class)
        .hasMessageContaining("STARTTLS is required");
    assertThat(server.getReceivedMessages()).isEmpty();

    sender("smtp", port, "").send(mail());
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  private static JavaMailSenderImpl sender(String scheme, int port, String query) {
    return MailConfiguration.sender(
        new GatewaySettings.Mail(
            URI.create(scheme + "://127.0.0.1:" + port + query),
            "no-reply@localhost",
            Duration.ofSeconds(10)));
  }

  private static SimpleMailMessage mail() {
    var mail = new SimpleMailMessage();
    mail.setFrom("no-reply@localhost");
    mail.setTo("mia@example.com");
    mail.setText("Good night.");
    return mail;
  }

  private SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream file = Files.newInputStream(certificate.certificate())) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
