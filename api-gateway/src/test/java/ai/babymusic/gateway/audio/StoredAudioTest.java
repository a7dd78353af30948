package ai.babymusic.gateway.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.local.testing.Infrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Links against real storage, opened as a player would: without any header of ours. */
class StoredAudioTest {
  private static final Infrastructure INFRASTRUCTURE = Infrastructure.shared();
  private static final String KEY = "user/song/generation-0.mp3";
  private static final String LOCATION = "s3://" + INFRASTRUCTURE.s3Bucket() + "/" + KEY;

  @Test
  void aLinkOpensTheAudioAlsoInPartsAndForSaving() throws Exception {
    store("0123456789");
    AudioLinks links = links(INFRASTRUCTURE.awsSecretAccessKey());
    assertThat(fetch(links.play(LOCATION).url(), "bytes=0-").body()).isEqualTo("0123456789");
    HttpResponse<String> part = fetch(links.play(LOCATION).url(), "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    HttpResponse<String> saved = fetch(links.download(LOCATION, "Für Mia").url(), "bytes=0-");
    assertThat(saved.headers().firstValue("content-disposition").orElse(""))
        .startsWith("attachment; ")
        .contains("F%C3%BCr%20Mia.mp3");
  }

  @Test
  void aLinkOfAnotherKeyOpensNothing() throws Exception {
    store("0123456789");
    assertThat(fetch(links("another-secret").play(LOCATION).url(), "bytes=0-").statusCode())
        .isEqualTo(403);
  }

  private static AudioLinks links(String secret) {
    return new AudioLinks(
        INFRASTRUCTURE.s3Endpoint(),
        "us-east-1",
        AwsCredentialsIdentity.create(INFRASTRUCTURE.awsAccessKeyId(), secret),
        Clock.systemUTC());
  }

  private static HttpResponse<String> fetch(String url, String range) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Range", range).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString(UTF_8));
  }

  private static void store(String audio) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(INFRASTRUCTURE.s3Endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        INFRASTRUCTURE.awsAccessKeyId(), INFRASTRUCTURE.awsSecretAccessKey())))
            .build()) {
      s3.putObject(
          put -> put.bucket(INFRASTRUCTURE.s3Bucket()).key(KEY).contentType("audio/mpeg"),
          RequestBody.fromString(audio));
    }
  }
}
