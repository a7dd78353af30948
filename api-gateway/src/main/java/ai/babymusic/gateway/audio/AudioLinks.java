package ai.babymusic.gateway.audio;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Presigns stored audio. The signing time is the start of the running half hour, so every gateway
 * gives the same URL for that long and browsers' caches hit; hence a URL works for at least half an
 * hour after it was sent. {@code S3Presigner} always signs with its own clock, so this asks the
 * signer below it.
 */
public final class AudioLinks {
  private static final Duration VALID = Duration.ofHours(1);
  private static final Duration SAME_FOR = Duration.ofMinutes(30);

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final URI endpoint;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final Clock clock;

  /**
   * @param endpoint the host that clients reach storage at: it is part of what is signed
   */
  AudioLinks(URI endpoint, String region, AwsCredentialsIdentity credentials, Clock clock) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** A link to play the audio at {@code location}. */
  public AudioLink play(String location) {
    return StoredAudio.parse(location)
        .map(audio -> link(audio, null))
        .orElseGet(() -> new AudioLink(location, null));
  }

  /** A link at which a browser saves the audio under {@code title}. */
  public AudioLink download(String location, String title) {
    return StoredAudio.parse(location)
        .map(audio -> link(audio, DownloadName.disposition(title, audio.extension())))
        .orElseGet(() -> new AudioLink(location, null));
  }

  private AudioLink link(StoredAudio audio, @Nullable String disposition) {
    Instant signedAt = startOfPeriod(clock.instant());
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(pathStyle(audio));
    if (disposition != null) {
      request.appendRawQueryParameter("response-content-disposition", disposition);
    }
    var signed =
        signer.sign(sign ->
            sign.identity(credentials)
                .request(request.build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID)
                // S3 alone wants the path as it is, and leaves the body unsigned.
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)));
    return new AudioLink(signed.request().getUri().toString(), signedAt.plus(VALID));
  }

  private URI pathStyle(StoredAudio audio) {
    String base = endpoint.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/"
            + SdkHttpUtils.urlEncode(audio.bucket())
            + "/"
            + SdkHttpUtils.urlEncodeIgnoreSlashes(audio.key()));
  }

  static Instant startOfPeriod(Instant now) {
    return Instant.ofEpochSecond(
        Math.floorDiv(now.getEpochSecond(), SAME_FOR.toSeconds()) * SAME_FOR.toSeconds());
  }
}
