package ai.babymusic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.infrastructure.KafkaBroker;
import ai.babymusic.local.testing.Infrastructure;
import ai.babymusic.local.testing.ServerCertificate;
import ai.babymusic.schemas.probes.KafkaProbe;
import ai.babymusic.schemas.provision.DatabaseUrl;
import ai.babymusic.schemas.provision.Provision;
import ai.babymusic.schemas.provision.ProvisionSettings;
import ai.babymusic.schemas.topics.KafkaAccess;
import ai.babymusic.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that speaks TLS alone and lets nobody in without a password, by settings alone. */
class EncryptedKafkaTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"baby\""
          + " password=\"test-only\"";

  @Test
  void topicsAreMadeAndCallbacksTakenOverTls(@TempDir Path folder) throws Exception {
    ServerCertificate certificate = ServerCertificate.in(folder);
    int port = Infrastructure.freePort();
    int controllerPort = Infrastructure.freePort();
    try (KafkaBroker broker =
        KafkaBroker.start(
            folder.resolve("kafka"),
            port,
            controllerPort,
            secured(port, controllerPort, certificate))) {
      Map<String, String> told = told(broker.bootstrapServers(), certificate.certificate());
      KafkaAccess access = KafkaAccess.of(told, broker.bootstrapServers());
      assertThat(answers(KafkaAccess.of(Map.of(), broker.bootstrapServers()))).isFalse();
      await().atMost(PATIENCE).until(() -> answers(access));
      provision(told);

      UUID generation = UUID.randomUUID();
      String secret = Ingest.SECRETS.sign(generation);
      try (Ingest ingest = Ingest.start(told);
          Published published = new Published(access, Topic.PIAPI_TASKS.address())) {
        await().atMost(PATIENCE).until(() -> ingest.health("readiness") == 200);
        assertThat(ingest.call(generation, secret, "{\"task_id\": \"t-1\"}").statusCode())
            .isEqualTo(200);
        assertThat(published.awaitKey(generation.toString()).json().at("/task_id").asString())
            .isEqualTo("t-1");
      }
    }
  }

  /** The one listener for clients, and for what the broker tells itself. */
  private static Map<String, String> secured(
      int port, int controllerPort, ServerCertificate certificate) {
    String listener = "SASL_SSL://127.0.0.1:" + port;
    var settings = new HashMap<String, String>();
    settings.put("listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", listener);
    settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "SASL_SSL");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put(
        "listener.name.sasl_ssl.plain.sasl.jaas.config", MODULE + " user_baby=\"test-only\";");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", certificate.keyStore().toString());
    settings.put("ssl.keystore.password", ServerCertificate.PASSWORD);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificate.certificate().toString());
    return settings;
  }

  /** The variables of any service. */
  private static Map<String, String> told(String bootstrapServers, Path trusted) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        bootstrapServers,
        "SPRING_KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
        "PLAIN",
        "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
        MODULE + ";",
        "SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_TYPE",
        "PEM",
        "SPRING_KAFKA_PROPERTIES_SSL_TRUSTSTORE_LOCATION",
        trusted.toString());
  }

  /** Tables and bucket are there; topics are new to this broker. */
  private static void provision(Map<String, String> told) throws Exception {
    Infrastructure there = Infrastructure.shared();
    var environment = new HashMap<>(told);
    environment.put("DATABASE_URL", there.adminDatabaseUrl());
    for (String role : ProvisionSettings.LOGIN_ROLES) {
      environment.put(
          ProvisionSettings.passwordVariable(role),
          Objects.requireNonNull(DatabaseUrl.parse(there.databaseUrl(role)).password()));
    }
    environment.put("S3_ENDPOINT", there.s3Endpoint().toString());
    environment.put("S3_BUCKET", there.s3Bucket());
    environment.put("AWS_ACCESS_KEY_ID", there.awsAccessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", there.awsSecretAccessKey());
    Provision.run(ProvisionSettings.from(environment));
  }

  private static boolean answers(KafkaAccess access) {
    try (KafkaProbe probe = new KafkaProbe(access.properties())) {
      return probe.answers();
    }
  }
}
