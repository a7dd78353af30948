package ai.babymusic.worker.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.worker.provider.Track;
import ai.babymusic.worker.testing.Mp3;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioRulesTest {

  private final AllowedHosts hosts =
      new AllowedHosts(List.of("storage.googleapis.com", "*.theapi.app", "localhost:8090"));

  @ParameterizedTest
  @CsvSource({
    "https://storage.googleapis.com/a.mp3, true",
    "https://STORAGE.googleapis.com:443/a.mp3, true",
    "https://img.theapi.app/a.mp3, true",
    "http://localhost:8090/a.mp3, true",
    "http://storage.googleapis.com/a.mp3, false",
    "https://storage.googleapis.com:8443/a.mp3, false",
    "https://theapi.app/a.mp3, false",
    "https://eviltheapi.app/a.mp3, false",
    "http://localhost:8091/a.mp3, false",
    "https://user@storage.googleapis.com/a.mp3, false",
    "https://169.254.169.254/latest, false",
    "file:///etc/passwd, false",
  })
  void onlyNamedHostsAreAskedForAudio(URI uri, boolean allowed) {
    assertThat(hosts.allows(uri)).isEqualTo(allowed);
  }

  /** The provider moves its files, and the operator names the new host a while later. */
  @ParameterizedTest
  @CsvSource({
    "https://files.theapi.example/a.mp3, true",
    "https://storage.googleapis.com:8443/a.mp3, true",
    "https://storage.googleapis.com/a.mp3, false",
    "http://files.theapi.example/a.mp3, false",
    "http://10.0.0.1/latest, false",
    "https://user@files.theapi.example/a.mp3, false",
    "https:///a.mp3, false",
    "file:///etc/passwd, false",
  })
  void onlyToAnAddressOverHttpsCanAnEntryBeLacking(URI uri, boolean lacking) {
    assertThat(hosts.lacks(uri)).isEqualTo(lacking);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0:a00:1::1"
      })
  void addressesOfOurOwnAreNotPublic(String address) throws Exception {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"142.250.74.80", "2a00:1450:4001:80e::2010", "172.32.0.1"})
  void addressesOfTheInternetArePublic(String address) throws Exception {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aNameThatLeadsIntoAPrivateNetworkIsNotResolvedUnlessNamedWithItsPort() throws Exception {
    CheckedDns dns = new CheckedDns(hosts);
    assertThat(dns.resolve("localhost", 8090)).isNotEmpty();
    assertThatThrownBy(() -> dns.resolve("localhost", 443))
        .isInstanceOf(CheckedDns.PrivateAddress.class);
  }

  @Test
  void audioIsKnownByItsBytes() {
    assertThat(AudioFormat.of(Mp3.of(1000, 1))).contains(AudioFormat.MP3);
    assertThat(AudioFormat.of(bytes("ID3\u0004\u0000\u0000\u0000\u0000\u0001\u0000rest")))
        .contains(AudioFormat.MP3);
    assertThat(AudioFormat.of(bytes("RIFF\u0000\u0000\u0000\u0000WAVEfmt ")))
        .contains(AudioFormat.WAV);
    assertThat(AudioFormat.of(bytes("OggS\u0000\u0002"))).contains(AudioFormat.OGG);
    assertThat(AudioFormat.of(bytes("fLaC\u0000"))).contains(AudioFormat.FLAC);
    assertThat(AudioFormat.of(bytes("\u0000\u0000\u0000 ftypM4A "))).contains(AudioFormat.M4A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!doctype html><html>",
        "{\"error\":\"forbidden\"}",
        "\u00ff\u00fb",
        "RIFF1234AVI ",
        "\u0000\u0000\u0000 ftypisom",
        "\u0089PNG"
      })
  void whatIsNotAudioIsNotTakenForIt(String start) {
    assertThat(AudioFormat.of(bytes(start))).isEmpty();
  }

  @Test
  void aSyncWordWithoutASecondFrameIsNotAudio() {
    byte[] once = new byte[4096];
    System.arraycopy(Mp3.of(10, 1), 0, once, 0, 100);
    assertThat(AudioFormat.of(once)).isEmpty();
  }

  @Test
  void addressesKeepTheirEncoding() {
    assertThat(ExactUri.of("https://h/a%2520b/The Song|ä.mp3"))
        .hasToString("https://h/a%2520b/The%20Song%7C%C3%A4.mp3");
  }

  @Test
  void aFreshAddressIsTriedAndAHopelessOneIsNot() {
    StoreOrder order =
        StoreOrder.of(
            List.of(
                new Track("a", "https://h/a", null, null),
                new Track("b", "https://h/b", null, null)));
    StoreOrder tried =
        new StoreOrder(
            List.of(order.takes().get(0).at("s3://b/k"), order.takes().get(1).refused()), 1);
    assertThat(tried.worthAnotherTry()).isFalse();
    assertThat(
            tried
                .refreshed(List.of(new Track("b", "https://h/fresh", null, null)))
                .worthAnotherTry())
        .isTrue();
    assertThat(tried.stored()).hasSize(1);
  }

  @Test
  void aSongWithoutSoundWaitsForAHostThatIsAwayAndOneWithSoundDoesNot() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Duration second = Duration.ofSeconds(1);
    Duration longest = Duration.ofMinutes(30);
    Take first = Take.of(1, new Track("a", "https://h/a", null, null));
    Take other = Take.of(2, new Track("b", "https://h/b", null, null)).unreachable(start);
    StoreOrder away = new StoreOrder(List.of(), 0).tried(List.of(first.unreachable(start)));
    assertThat(away.tries()).isZero();
    assertThat(away.pause(second, start)).isEqualTo(second);
    assertThat(away.pause(second, start.plusSeconds(8))).isEqualTo(Duration.ofSeconds(8));
    assertThat(away.pause(second, start.plusSeconds(900))).isEqualTo(Duration.ofMinutes(1));
    assertThat(away.mayBeTriedAgain(3, start.plusSeconds(1799), longest)).isTrue();
    StoreOrder heard = away.tried(List.of(first.at("s3://b/k"), other));
    assertThat(heard.tries()).isEqualTo(1);
    assertThat(heard.mayBeTriedAgain(1, start, longest)).isFalse();
    assertThat(heard.mayBeTriedAgain(2, start.plus(longest), longest)).isTrue();
  }

  /** Nobody was there, so no try was counted, so there were always more of them. */
  @Test
  void aHostThatStaysAwayIsNotWaitedForForEver() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Duration longest = Duration.ofMinutes(30);
    Take take = Take.of(1, new Track("a", "https://h/a", null, null));
    StoreOrder away = new StoreOrder(List.of(inVain(take, 20, start)), 0);
    assertThat(away.mayBeTriedAgain(3, start.plus(longest).minusSeconds(1), longest)).isTrue();
    assertThat(away.mayBeTriedAgain(3, start.plus(longest), longest)).isFalse();
    StoreOrder wrong = new StoreOrder(List.of(take.unreachable(start).bad()), 3);
    assertThat(wrong.mayBeTriedAgain(3, start, longest)).isFalse();
  }

  /** The first try after it ended the song: the network was not up yet either. */
  @Test
  void theTimeThatWeOurselvesWereAwayIsNotTheHosts() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Duration longest = Duration.ofMinutes(30);
    Take take = Take.of(1, new Track("a", "https://h/a", null, null)).unreachable(start);
    Instant back = start.plus(Duration.ofHours(2));
    StoreOrder returned = new StoreOrder(List.of(take), 0).tried(List.of(take.unreachable(back)));
    assertThat(returned.mayBeTriedAgain(3, back, longest)).isTrue();
    StoreOrder later = new StoreOrder(List.of(inVain(take, 19, back)), 0);
    assertThat(later.mayBeTriedAgain(3, back, longest)).isFalse();
  }

  @Test
  void aClockThatWasAheadDoesNotMakeTheWaitLonger() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Take take = Take.of(1, new Track("a", "https://h/a", null, null));
    Take ahead = take.unreachable(now.plus(Duration.ofDays(1)));
    assertThat(ahead.unreachable(now).unreachableSince()).isEqualTo(now);
  }

  /** Data of jobs that were there before tries in vain were counted. */
  @Test
  void anOrderWithoutACountIsStillRead() {
    String old =
        """
        {"takes": [{"n": 1, "track": {"id": "a", "url": "https://h/a"},
                    "unreachable_since": "2026-01-01T00:00:00Z"}], "tries": 0}
        """;
    StoreOrder order = EventCodec.JSON.readValue(old, StoreOrder.class);
    Instant now = Instant.parse("2026-01-01T02:00:00Z");
    assertThat(order.mayBeTriedAgain(3, now, Duration.ofMinutes(30))).isTrue();
    Take next = order.takes().getFirst().unreachable(now);
    assertThat(next.vainTries()).isEqualTo(1);
    assertThat(next.unreachableSince()).isEqualTo("2026-01-01T00:00:00Z");
    StoreOrder written = new StoreOrder(List.of(next), 0);
    assertThat(
            EventCodec.JSON.readValue(
                EventCodec.JSON.writeValueAsString(written), StoreOrder.class))
        .isEqualTo(written);
  }

  private static Take inVain(Take take, int tries, Instant at) {
    return tries == 0 ? take : inVain(take.unreachable(at), tries - 1, at);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
