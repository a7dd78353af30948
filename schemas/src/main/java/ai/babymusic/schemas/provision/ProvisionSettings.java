package ai.babymusic.schemas.provision;

import ai.babymusic.schemas.topics.KafkaAccess;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where to provision.
 *
 * @param database as somebody who may make roles ({@code DATABASE_URL})
 * @param rolePasswords of each login role, by its name ({@code DATABASE_PASSWORD_API_GATEWAY} …)
 * @param kafka where Kafka is, and how to get in ({@code KAFKA_BOOTSTRAP_SERVERS})
 * @param kafkaReplicationFactor of every topic ({@code KAFKA_REPLICATION_FACTOR}; by default the
 *     number of brokers, at most 3)
 * @param storage the bucket
 */
public record ProvisionSettings(
    DatabaseUrl database,
    Map<String, String> rolePasswords,
    KafkaAccess kafka,
    @Nullable Short kafkaReplicationFactor,
    Storage storage) {

  /** For a Kafka that takes anybody, in the clear. */
  public ProvisionSettings(
      DatabaseUrl database,
      Map<String, String> rolePasswords,
      String kafkaBootstrapServers,
      @Nullable Short kafkaReplicationFactor,
      Storage storage) {
    this(
        database,
        rolePasswords,
        KafkaAccess.of(Map.of(), kafkaBootstrapServers),
        kafkaReplicationFactor,
        storage);
  }

  /** The roles that services sign in with. */
  public static final List<String> LOGIN_ROLES =
      List.of("api_gateway", "generation_worker", "streak_projector", "change_relay");

  /**
   * The bucket and how to reach it.
   *
   * @param endpoint null for Amazon's own ({@code S3_ENDPOINT})
   * @param corsOrigins the origins that may read audio by script ({@code CORS_ORIGINS})
   */
  public record Storage(
      @Nullable URI endpoint,
      String bucket,
      String region,
      String accessKeyId,
      String secretAccessKey,
      List<String> corsOrigins) {}

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  public static ProvisionSettings from(Map<String, String> environment) {
    String endpoint = environment.get("S3_ENDPOINT");
    String factor = environment.get("KAFKA_REPLICATION_FACTOR");
    return new ProvisionSettings(
        DatabaseUrl.parse(required(environment, "DATABASE_URL")),
        LOGIN_ROLES.stream()
            .collect(
                Collectors.toMap(
                    role -> role, role -> required(environment, passwordVariable(role)))),
        KafkaAccess.of(environment, required(environment, "KAFKA_BOOTSTRAP_SERVERS")),
        factor == null ? null : replicationFactor(factor),
        new Storage(
            endpoint == null ? null : URI.create(endpoint),
            required(environment, "S3_BUCKET"),
            environment.getOrDefault("AWS_REGION", "us-east-1"),
            required(environment, "AWS_ACCESS_KEY_ID"),
            required(environment, "AWS_SECRET_ACCESS_KEY"),
            Arrays.stream(environment.getOrDefault("CORS_ORIGINS", "").split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList()));
  }

  /** The variable that holds the password of the login role. */
  public static String passwordVariable(String role) {
    return "DATABASE_PASSWORD_" + role.toUpperCase(Locale.ROOT);
  }

  private static short replicationFactor(String factor) {
    try {
      return Short.parseShort(factor);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("KAFKA_REPLICATION_FACTOR is not a number: " + factor, e);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
