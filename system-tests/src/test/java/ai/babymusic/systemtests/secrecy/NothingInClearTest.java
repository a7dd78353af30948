package ai.babymusic.systemtests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import ai.babymusic.systemtests.running.Secrets;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Comes after all other tests and searches for every token, password and code that went through the
 * system in them. The mail server is outside of it: mails are where links and codes belong.
 */
@Order(Integer.MAX_VALUE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingInClearTest {

  private final UUID song;
  private final Remains remains;
  private final Needles needles;

  NothingInClearTest() throws Exception {
    RunningSystem system = RunningSystem.shared();
    Parent parent = Parent.signUp(system.gateway());
    song = parent.requestSong();
    parent.awaitStatus(song, "ready");
    Properties own = system.ownSecrets();
    own.remove("AWS_ACCESS_KEY_ID"); // stands in every signed address
    own.forEach((name, secret) -> Secrets.note(name.toString(), secret.toString()));
    remains = Remains.of(system);
    needles = new Needles(Secrets.kinds());
  }

  @Test
  void noTopicHoldsASecret() {
    assertHoldNothing(remains.topics());
  }

  @Test
  void noTableHoldsASecret() {
    assertHoldNothing(remains.tables());
  }

  @Test
  void noLogHoldsASecret() {
    assertHoldNothing(remains.logs());
  }

  @Test
  void noLogSaysWhoUsesUs() {
    assertThat(remains.logs().stream().filter(log -> log.content().contains("@example.com")))
        .extracting(Remains.Text::where)
        .isEmpty();
  }

  private void assertHoldNothing(List<Remains.Text> texts) {
    assertThat(texts.stream().anyMatch(this::holdsTheSong)).as("what is no secret").isTrue();
    assertThat(Secrets.kinds().values()).contains("access_token", "refresh_token", "password");
    assertThat(texts.stream().filter(text -> !needles.in(text.content()).isEmpty()))
        .extracting(text -> text.where() + " holds " + needles.in(text.content()))
        .isEmpty();
  }

  private boolean holdsTheSong(Remains.Text text) {
    return text.content().contains(song.toString());
  }
}
