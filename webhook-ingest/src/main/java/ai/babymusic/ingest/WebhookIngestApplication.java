package ai.babymusic.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the address that the provider calls. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class WebhookIngestApplication {

  /** Settings come from the environment. */
  public static void main(String[] args) {
    SpringApplication.run(WebhookIngestApplication.class, args);
  }
}
