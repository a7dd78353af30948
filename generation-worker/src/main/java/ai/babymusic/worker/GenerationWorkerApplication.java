package ai.babymusic.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.ProducerListener;

/** Makes songs: reads requests and reports from Kafka, and does the slow steps as jobs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GenerationWorkerApplication {

  /** Spring's own one writes whole records, lyrics and all, into the log when they fail. */
  @Bean
  ProducerListener<Object, Object> silentProducerListener() {
    return new ProducerListener<>() {};
  }

  public static void main(String[] args) {
    SpringApplication.run(GenerationWorkerApplication.class, args);
  }
}
