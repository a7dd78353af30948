package ai.babymusic.local.settings;

import ai.babymusic.schemas.provision.ProvisionSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Passwords and keys of one instance, drawn once and kept in a file only its owner can read. */
public final class Secrets {

  /** The password of PostgreSQL's own administrator. */
  static final String ADMINISTRATOR_PASSWORD = "POSTGRES_PASSWORD";

  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(
                  ADMINISTRATOR_PASSWORD,
                  "AWS_ACCESS_KEY_ID",
                  "AWS_SECRET_ACCESS_KEY",
                  "WEBHOOK_SIGNING_KEY",
                  "PIAPI_API_KEY"),
              ProvisionSettings.LOGIN_ROLES.stream().map(ProvisionSettings::passwordVariable))
          .toList();

  private final Map<String, String> values;

  private Secrets(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads the kept ones and draws what is missing. */
  public static Secrets in(DataFolder data) throws IOException {
    PrivateFiles.createFolder(data.secrets());
    Path file = data.secrets().resolve("secrets.properties");
    Map<String, String> values = new TreeMap<>();
    if (Files.exists(file)) {
      Properties kept = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
      kept.stringPropertyNames().forEach(name -> values.put(name, kept.getProperty(name)));
    }
    if (!values.keySet().containsAll(NAMES)) {
      NAMES.forEach(name -> values.computeIfAbsent(name, missing -> draw()));
      StringBuilder text = new StringBuilder();
      values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
      PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return new Secrets(values);
  }

  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no secret is called " + name);
    }
    return value;
  }

  /** A new one, of 192 bits. */
  public static String draw() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
