package ai.babymusic.worker.audio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.worker.settings.WorkerSettings;
import ai.babymusic.worker.testing.Mp3;
import ai.babymusic.worker.testing.StubProvider;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AudioSourceTest {

  /** It was: half an hour later the song failed, for its audio could not be fetched. */
  @Test
  void aDiskOfOursThatTakesNothingIsNotAHostThatIsAway() throws Exception {
    try (StubProvider provider = new StubProvider()) {
      AllowedHosts hosts = new AllowedHosts(List.of(provider.hostAndPort()));
      try (CloseableHttpClient http = new AudioConnections().audioHttp(hosts)) {
        AudioSource source = new AudioSource(http, hosts, AudioSourceTest::closed, settings());
        String url = provider.serves("song.mp3", Mp3.of(1000, 1));
        assertThatThrownBy(() -> source.fetch(url)).isInstanceOf(UncheckedIOException.class);
      }
    }
  }

  private static Spool closed() {
    Spool spool = Spool.open();
    spool.close();
    return spool;
  }

  private static WorkerSettings settings() {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of("audio.max-size", "1MB", "audio.timeout", "5s")))
        .bind("", WorkerSettings.class)
        .get();
  }
}
