package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {

  /** Every pair of small positions: a stream that obeys sends each change once, in order. */
  @Test
  void inOneNumberingOnlyTheNextOneIsSent() {
    for (long sent = 0; sent < 6; sent++) {
      for (long change = 0; change < 9; change++) {
        Step expected =
            change <= sent
                ? new Step.Drop()
                : change == sent + 1 ? new Step.Send() : new Step.Fill(change - 1);
        assertThat(Step.of(new Position("e", sent), new Position("e", change)))
            .as("%s after %s", change, sent)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void anotherNumberingStartsAnewWhateverTheNumbers() {
    for (long sent = 0; sent < 4; sent++) {
      for (long change = 0; change < 4; change++) {
        assertThat(Step.of(new Position("e", sent), new Position("f", change)))
            .isEqualTo(new Step.Restart());
      }
    }
  }

  @Test
  void beforeTheFirstChangeAnyNumberingWillDo() {
    assertThat(Step.of(Position.BEFORE_ALL, new Position("e", 1))).isEqualTo(new Step.Send());
    assertThat(Step.of(Position.BEFORE_ALL, new Position("e", 4))).isEqualTo(new Step.Fill(3));
    assertThat(Step.of(Position.BEFORE_ALL, Position.BEFORE_ALL)).isEqualTo(new Step.Drop());
  }

  @Test
  void whoHasChangesOfADatabaseThatNowHasNoneStartsAnew() {
    assertThat(Step.of(new Position("e", 3), Position.BEFORE_ALL)).isEqualTo(new Step.Restart());
  }
}
