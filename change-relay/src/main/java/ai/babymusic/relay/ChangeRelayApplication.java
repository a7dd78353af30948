package ai.babymusic.relay;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the relay; its only port is that of health and metrics. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChangeRelayApplication {

  /** Settings come from the environment. */
  public static void main(String[] args) {
    SpringApplication.run(ChangeRelayApplication.class, args);
  }
}
