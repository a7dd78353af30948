package ai.babymusic.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.schemas.provision.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void withoutTheCallersWordEverythingIsLocalAndShiftedByTheOffset() throws IOException {
    Settings settings = settings(Map.of());
    assertThat(settings.get("KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("127.0.0.1:13092");
    assertThat(settings.get("S3_PUBLIC_ENDPOINT")).isEqualTo("http://127.0.0.1:13000");
    assertThat(settings.get("AUDIO_ALLOWED_HOSTS")).isEqualTo("127.0.0.1:12090");
    assertThat(settings.get("AUTH_ISSUER")).isEqualTo("http://127.0.0.1:12080/auth/v1");
    assertThat(settings.startsKafka()).isTrue();
    assertThat(settings.startsPostgres()).isTrue();
    assertThat(settings.startsSimulator()).isTrue();
  }

  @Test
  void aVariableOfTheCallerWinsAndItsLocalStandInIsNotStarted() throws IOException {
    Settings settings =
        settings(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9092",
                "AUTH_AUTO_CONFIRM", "false",
                "SPRING_KAFKA_SECURITY_PROTOCOL", "SSL"));
    assertThat(settings.startsKafka()).isFalse();
    assertThat(settings.startsPostgres()).isTrue();
    assertThat(settings.forService(Service.API_GATEWAY))
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9092")
        .containsEntry("AUTH_AUTO_CONFIRM", "false")
        .containsEntry("SPRING_KAFKA_SECURITY_PROTOCOL", "SSL");
  }

  @Test
  void aBlankVariableCountsAsNotSet() throws IOException {
    Settings settings = settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", " "));
    assertThat(settings.startsKafka()).isTrue();
    assertThat(settings.get("KAFKA_BOOTSTRAP_SERVERS")).isEqualTo("127.0.0.1:13092");
  }

  @Test
  void aServiceGetsItsOwnRoleInTheCallersDatabaseAndNobodyElsesPassword() throws IOException {
    Settings settings =
        settings(
            Map.of(
                "DATABASE_URL", "postgresql://admin:top@db.example.com:5433/songs?sslmode=require",
                "DATABASE_PASSWORD_GENERATION_WORKER", "w/o:rk@er"));
    Map<String, String> worker = settings.forService(Service.GENERATION_WORKER);
    DatabaseUrl url = DatabaseUrl.parse(worker.getOrDefault("DATABASE_URL", ""));
    assertThat(url.user()).isEqualTo("generation_worker");
    assertThat(url.password()).isEqualTo("w/o:rk@er");
    assertThat(url.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example.com:5433/songs?sslmode=require");
    assertThat(worker.keySet()).noneMatch(name -> name.startsWith("DATABASE_PASSWORD_"));
    assertThat(settings.startsPostgres()).isFalse();
    assertThat(settings.forInfrastructure())
        .containsEntry(
            "DATABASE_URL", "postgresql://admin:top@db.example.com:5433/songs?sslmode=require");
  }

  @Test
  void theIngestHasNoDatabase() throws IOException {
    assertThat(settings(Map.of()).forService(Service.WEBHOOK_INGEST))
        .doesNotContainKey("DATABASE_URL")
        .containsEntry("SERVER_PORT", "12081")
        .containsEntry("MANAGEMENT_PORT", "22081");
  }

  @Test
  void aRealBucketNeedsItsOwnKeys() {
    assertThatThrownBy(() -> settings(Map.of("S3_ENDPOINT", "https://s3.example.com")))
        .isInstanceOf(Refusal.class)
        .hasMessage("S3_ENDPOINT is set, so AWS_ACCESS_KEY_ID must be set as well");
  }

  @Test
  void aDatabaseUrlThatIsNoneIsNamed() throws IOException {
    Settings settings = settings(Map.of("DATABASE_URL", "mysql://a:b@c/d"));
    assertThatThrownBy(settings::database)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("DATABASE_URL");
  }

  private Settings settings(Map<String, String> caller) throws IOException {
    DataFolder data = new DataFolder(folder);
    data.prepare();
    return new Settings(caller, new Ports(4000), data, Secrets.in(data));
  }
}
