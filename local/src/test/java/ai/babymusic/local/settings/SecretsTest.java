package ai.babymusic.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path folder;

  @Test
  void secretsAreDrawnOnceAndOnlyTheirOwnerReadsThem() throws IOException {
    DataFolder data = new DataFolder(folder);
    String first = Secrets.in(data).get("WEBHOOK_SIGNING_KEY");
    assertThat(Secrets.in(data).get("WEBHOOK_SIGNING_KEY")).isEqualTo(first).hasSize(48);
    Path file = data.secrets().resolve("secrets.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecretThatANewerVersionNeedsIsAddedAndTheOthersStay() throws IOException {
    DataFolder data = new DataFolder(folder);
    PrivateFiles.createFolder(data.secrets());
    Path file = data.secrets().resolve("secrets.properties");
    Files.writeString(file, "PIAPI_API_KEY=kept\n");
    Secrets secrets = Secrets.in(data);
    assertThat(secrets.get("PIAPI_API_KEY")).isEqualTo("kept");
    assertThat(secrets.get("AWS_SECRET_ACCESS_KEY")).hasSize(48);
    assertThat(Files.readString(file)).contains("PIAPI_API_KEY=kept", "AWS_SECRET_ACCESS_KEY=");
  }
}
