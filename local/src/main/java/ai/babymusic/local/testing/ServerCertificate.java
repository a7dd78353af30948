package ai.babymusic.local.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for servers on this machine that signs itself, made by the JDK's keytool.
 *
 * @param keyStore PKCS 12, with the private key
 * @param certificate PEM: what clients have to trust
 * @param privateKey PEM, readable by its owner alone
 */
public record ServerCertificate(Path keyStore, Path certificate, Path privateKey) {

  /** Of the key store and the key in it. */
  public static final String PASSWORD = "test-only-password";

  private static final String ALIAS = "server";

  /** Makes one, with its files in {@code folder}. */
  public static ServerCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keyStore = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keyStore)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    Path privateKey =
        Files.createFile(
            folder.resolve("server.key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    write(privateKey, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    Path certificate = folder.resolve("server.crt");
    write(certificate, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    return new ServerCertificate(keyStore, certificate, privateKey);
  }

  private static void write(Path file, String what, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
  }
}
