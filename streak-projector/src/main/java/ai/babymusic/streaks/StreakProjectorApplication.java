package ai.babymusic.streaks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the projector; its only port is that of health and metrics. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StreakProjectorApplication {

  /** Settings come from the environment. */
  public static void main(String[] args) {
    SpringApplication.run(StreakProjectorApplication.class, args);
  }
}
