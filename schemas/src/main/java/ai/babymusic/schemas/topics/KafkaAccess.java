package ai.babymusic.schemas.topics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach the Kafka that the services use, by the same variables: {@code
 * KAFKA_BOOTSTRAP_SERVERS}, {@code SPRING_KAFKA_SECURITY_PROTOCOL}, and {@code
 * SPRING_KAFKA_PROPERTIES_*} for SASL and TLS.
 *
 * @param properties for any of Kafka's clients
 */
public record KafkaAccess(Map<String, Object> properties) {

  private static final String ANY_PROPERTY = "SPRING_KAFKA_PROPERTIES_";

  /** {@code bootstrapServers} is where Kafka is if {@code environment} does not say. */
  public static KafkaAccess of(Map<String, String> environment, String bootstrapServers) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    // Somebody sits in front of it.
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    environment.forEach((name, value) -> {
      if (!value.isBlank()) {
        put(properties, name, value);
      }
    });
    return new KafkaAccess(Map.copyOf(properties));
  }

  public String bootstrapServers() {
    return String.valueOf(properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  private static void put(Map<String, Object> properties, String name, String value) {
    if (name.equals("KAFKA_BOOTSTRAP_SERVERS")) {
      properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, value);
    } else if (name.equals("SPRING_KAFKA_SECURITY_PROTOCOL")) {
      properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, value);
    } else if (name.startsWith(ANY_PROPERTY)) {
      String property = name.substring(ANY_PROPERTY.length()).replace('_', '.');
      properties.put(property.toLowerCase(Locale.ROOT), value);
    }
  }
}
