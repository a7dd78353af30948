package ai.babymusic.relay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.ProducerListener;

/** Starts the relay; its only port is that of health and metrics. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ChangeRelayApplication {

  /** Spring's own one writes whole records into the log when they fail. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }

  /** Settings come from the environment. */
  public static void main(String[] args) {
    SpringApplication.run(ChangeRelayApplication.class, args);
  }
}
