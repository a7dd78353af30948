package ai.babymusic.ingest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Whom to believe, and how much to read.
 *
 * @param signingKey keys of the generations' own secrets, separated by commas
 * @param sharedSecret of the address without a generation; blank closes it
 * @param largestBody a body above this is refused
 * @param bodyPatience how long a body may take to come
 * @param bodiesInWork all that are read and not yet answered, together; others are refused for now
 */
@Validated
@ConfigurationProperties("ingest")
record IngestProperties(
    @NotBlank String signingKey,
    @Nullable String sharedSecret,
    @NotNull DataSize largestBody,
    @NotNull Duration bodyPatience,
    @NotNull DataSize bodiesInWork) {

  IngestProperties {
    if (bodiesInWork.compareTo(largestBody) < 0) {
      throw new IllegalArgumentException(
          "ingest.bodies-in-work must be at least ingest.largest-body, which is " + largestBody);
    }
  }
}
