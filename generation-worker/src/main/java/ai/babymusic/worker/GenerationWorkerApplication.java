package ai.babymusic.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Makes songs: reads requests and reports from Kafka, and does the slow steps as jobs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GenerationWorkerApplication {

  public static void main(String[] args) {
    SpringApplication.run(GenerationWorkerApplication.class, args);
  }
}
