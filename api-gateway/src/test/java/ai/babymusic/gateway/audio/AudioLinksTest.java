package ai.babymusic.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class AudioLinksTest {
  private static final String LOCATION = "s3://songs/user/song/generation-0.mp3";

  @Test
  void aLinkStaysTheSameForHalfAnHourOnEveryGateway() {
    assertThat(at("2026-11-22T12:00:00Z").play(LOCATION))
        .isEqualTo(at("2026-11-22T12:29:59Z").play(LOCATION))
        .isNotEqualTo(at("2026-11-22T12:30:00Z").play(LOCATION));
  }

  @Test
  void aLinkWorksForAnHourFromTheStartOfItsHalfHour() {
    AudioLink link = at("2026-11-22T12:29:59Z").play(LOCATION);
    assertThat(link.expiresAt()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    assertThat(link.url())
        .startsWith("https://audio.example/base/songs/user/song/generation-0.mp3?")
        .contains("X-Amz-Date=20261122T120000Z")
        .contains("X-Amz-Expires=3600");
  }

  @Test
  void aDownloadIsSavedUnderTheSongsName() {
    assertThat(at("2026-11-22T12:00:00Z").download(LOCATION, "Für Mia: ../1").url())
        .contains("response-content-disposition=attachment")
        .contains("F%25C3%25BCr%2520Mia");
  }

  @Test
  void audioOfTheOriginalAppIsLinkedAsItIs() {
    assertThat(at("2026-11-22T12:00:00Z").play("https://provider.example/a.mp3"))
        .isEqualTo(new AudioLink("https://provider.example/a.mp3", null));
  }

  private static AudioLinks at(String time) {
    return new AudioLinks(
        URI.create("https://audio.example/base/"),
        "us-east-1",
        AwsCredentialsIdentity.create("id", "secret"),
        Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }
}
