package ai.babymusic.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that shows a certificate, and a relay that insists on it, by its URL alone. */
class EncryptedDatabaseTest {

  @Test
  void everyConnectionIsEncryptedAlsoTheOneThatStreams(@TempDir Path dir) throws Exception {
    ServerCertificate certificate = ServerCertificate.in(dir);
    String key = UUID.randomUUID().toString();
    try (PlaceOfItsOwn place =
            new PlaceOfItsOwn(Files.createDirectory(dir.resolve("place")))
                .start(
                    "ssl=on",
                    "ssl_cert_file=" + certificate.certificate(),
                    "ssl_key_file=" + certificate.privateKey());
        Announcements announcements = place.announcements();
        Received received = place.received(Announcements.TOPIC);
        RelayProcess _ = place.startRelay(verifying(certificate)).awaitReady()) {
      announcements.announce(key, 1);
      received.awaitAll(key, 1);

      assertThat(
              announcements
                  .jdbc()
                  .sql(
                      """
                      select distinct coalesce(c.version, 'none')
                      from pg_stat_activity a join pg_stat_ssl c using (pid)
                      where a.usename = 'change_relay'
                      """)
                  .query(String.class)
                  .list())
          .containsExactly("TLSv1.3");
    }
  }

  private static String verifying(ServerCertificate trusted) {
    return "?sslmode=verify-full&sslrootcert=" + trusted.certificate();
  }
}
