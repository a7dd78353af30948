package ai.babymusic.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.signing.SigningKeys;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

  @TempDir Path folder;
  private Path example;
  private Path settings;

  @BeforeEach
  void copyTheExample() throws IOException {
    example = folder.resolve(".env.example");
    settings = folder.resolve(".env");
    Files.copy(Path.of("../.env.example"), example);
  }

  @Test
  void everySecretIsAnotherOne() throws IOException {
    Deployment.prepare(folder);
    Properties drawn = read(settings);
    assertThat(drawn.values()).noneMatch(value -> value.toString().contains("<drawn"));
    List<String> secrets =
        drawn.stringPropertyNames().stream()
            .filter(name -> name.matches(".*(PASSWORD|_KEY|_KEY_ID)(_.*)?"))
            .map(drawn::getProperty)
            .filter(value -> !value.isEmpty())
            .toList();
    assertThat(secrets)
        .hasSizeGreaterThan(8)
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.length() >= 48);
  }

  @Test
  void theFilesAreTheirOwners() throws IOException {
    assertThat(Deployment.prepare(folder)).hasSize(2);
    assertThat(permissions(settings)).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve(".secrets"))).isEqualTo("rwx------");
    assertThat(SigningKeys.read(folder.resolve(".secrets/jwks.json")).keys().getKeys()).hasSize(1);
  }

  @Test
  void whatIsInUseStays() throws IOException {
    Deployment.prepare(folder);
    String before = Files.readString(settings);
    String keys = Files.readString(folder.resolve(".secrets/jwks.json"));
    assertThat(Deployment.prepare(folder)).isEmpty();
    assertThat(Files.readString(settings)).isEqualTo(before);
    assertThat(Files.readString(folder.resolve(".secrets/jwks.json"))).isEqualTo(keys);
  }

  @Test
  void whatANewerVersionNeedsIsAdded() throws IOException {
    Deployment.prepare(folder);
    Files.writeString(
        settings,
        Files.readString(settings).replaceAll("(?m)^PUBLIC_URL=.*$", "PUBLIC_URL=https://x"));
    Properties before = read(settings);
    Files.writeString(example, Files.readString(example) + "LATER_SECRET=<drawn>\nLATER=1\n");
    assertThat(Deployment.prepare(folder)).containsExactly(settings);
    Properties after = read(settings);
    assertThat(after.getProperty("LATER")).isEqualTo("1");
    assertThat(after.getProperty("LATER_SECRET")).hasSize(48);
    assertThat(after).hasSize(before.size() + 2).containsAllEntriesOf(before);
    assertThat(permissions(settings)).isEqualTo("rw-------");
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    return properties;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
