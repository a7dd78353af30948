package ai.babymusic.worker.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set; {@code application.yml} says which variable sets it and why. It has
 * no prefix, so that a key and its environment variable are one name.
 */
@Validated
@ConfigurationProperties
public record WorkerSettings(
    @Valid @NotNull Database database,
    @Valid @NotNull Piapi piapi,
    @Valid @NotNull Webhook webhook,
    @Valid @NotNull Lyrics lyrics,
    @Valid @NotNull Audio audio,
    @Valid @NotNull S3 s3,
    @Valid @NotNull Jobs jobs) {

  /**
   * Where the rows are.
   *
   * @param url {@code postgresql://generation_worker:password@host:port/database}
   * @param connections how many at most; a job holds none while it waits for somebody else
   */
  public record Database(@NotBlank String url, @Min(2) int connections) {}

  /**
   * The music provider.
   *
   * @param maxConcurrentTasks pending tasks that the plan allows, over all workers
   * @param timeout for one call
   * @param submitGrace without news of a submission for so long, and for a {@code firstPoll} in
   *     which reports were surely read, its outcome is unknown
   * @param firstPoll a task without a webhook is first looked up after this
   * @param overdue from then on the log says so
   * @param giveUp from then on the attempt has failed, though a late success still wins
   * @param admitEvery the longest that a place stays free while somebody waits for it
   */
  public record Piapi(
      @NotNull URI url,
      @NotBlank String apiKey,
      @NotBlank String model,
      @NotBlank String taskType,
      @Min(1) int maxConcurrentTasks,
      @NotNull @DurationMin(millis = 1) Duration timeout,
      @NotNull @DurationMin(millis = 1) Duration submitGrace,
      @NotNull @DurationMin(millis = 1) Duration firstPoll,
      @NotNull @DurationMin(millis = 1) Duration overdue,
      @NotNull @DurationMin(millis = 1) Duration giveUp,
      @NotNull @DurationMin(millis = 1) Duration admitEvery,
      @Valid @NotNull Pauses pauses) {
    public Piapi {
      apiKey = key("piapi.api-key (PIAPI_API_KEY)", apiKey);
    }
  }

  /**
   * How long a provider that takes nothing is left alone.
   *
   * @param first after one refusal; it doubles with each in a row
   * @param longest it becomes no longer than this
   * @param rateLimited after a limit that does not say how long it holds
   */
  public record Pauses(
      @NotNull @DurationMin(millis = 1) Duration first,
      @NotNull @DurationMin(millis = 1) Duration longest,
      @NotNull @DurationMin(millis = 1) Duration rateLimited) {

    private static final int MOST_DOUBLINGS = 20;

    /** After the {@code refusals}-th refusal in a row. */
    public Duration after(int refusals) {
      Duration doubled = first.multipliedBy(1L << Math.clamp(refusals - 1, 0, MOST_DOUBLINGS));
      return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
  }

  /**
   * Where the provider calls back.
   *
   * @param publicUrl base of {@code /webhooks/piapi/{generation_id}} as seen by the provider
   * @param signingKey comma-separated: the first signs
   */
  public record Webhook(@NotNull URI publicUrl, @NotBlank String signingKey) {
    public Webhook {
      requireAbsolute("webhook.public-url (WEBHOOK_PUBLIC_URL)", publicUrl);
    }
  }

  /**
   * The language model.
   *
   * @param url of an API in the form of Anthropic's
   * @param apiKey without one, lyrics come from our own templates
   * @param timeout for the whole answer
   */
  public record Lyrics(
      @NotNull URI url,
      @NotBlank String model,
      @Nullable String apiKey,
      @NotNull @DurationMin(millis = 1) Duration timeout) {
    public Lyrics {
      apiKey = apiKey == null ? null : key("lyrics.api-key (ANTHROPIC_API_KEY)", apiKey);
      apiKey = apiKey == null || apiKey.isEmpty() ? null : apiKey;
    }
  }

  /**
   * How audio is fetched.
   *
   * @param allowedHosts exact names; {@code *.example.org} allows those below; an entry with a port
   *     may be a private address
   * @param maxSize of one track
   * @param timeout for one whole track
   * @param tries after so many an attempt without audio has failed
   * @param pause before the second try; it doubles
   */
  public record Audio(
      @NotEmpty List<String> allowedHosts,
      @NotNull DataSize maxSize,
      @NotNull @DurationMin(millis = 1) Duration timeout,
      @Min(1) int tries,
      @NotNull @DurationMin(millis = 1) Duration pause) {}

  /**
   * Our own storage.
   *
   * @param endpoint absent for AWS itself
   */
  public record S3(
      @Nullable URI endpoint,
      @NotBlank String bucket,
      @NotBlank String region,
      @NotBlank String accessKeyId,
      @NotBlank String secretAccessKey) {
    public S3 {
      // A variable that is set to nothing.
      endpoint = endpoint == null || endpoint.toString().isEmpty() ? null : endpoint;
    }
  }

  /**
   * How jobs run.
   *
   * @param threads at once; virtual ones, so they cost little
   * @param pollInterval the longest a due job waits if nobody pokes
   * @param heartbeat a worker that misses four is dead, and its jobs move on
   * @param forgottenAfter an attempt whose request has not come by then is begun without it
   * @param lookForForgotten how often such attempts are looked for
   */
  public record Jobs(
      @Min(1) @Max(1000) int threads,
      @NotNull @DurationMin(millis = 1) Duration pollInterval,
      @NotNull @DurationMin(millis = 1) Duration heartbeat,
      @NotNull @DurationMin(millis = 1) Duration forgottenAfter,
      @NotNull @DurationMin(millis = 1) Duration lookForForgotten) {}

  /**
   * Without what a file leaves around it; absent or empty as it was, for the annotations to judge.
   * Anything that no header carries would fail every call, with the key in the failure's text.
   */
  private static String key(String name, String key) {
    String stripped = key == null ? "" : key.strip();
    if (!stripped.matches("[!-~]*")) {
      throw new IllegalArgumentException(
          name + " must consist of visible ASCII characters (it is not shown here)");
    }
    return stripped;
  }

  private static void requireAbsolute(String name, @Nullable URI url) {
    if (url != null && (url.getScheme() == null || url.getHost() == null)) {
      throw new IllegalArgumentException(name + " must be a URL such as https://host/path");
    }
  }
}
