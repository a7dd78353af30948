package ai.babymusic.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Position AT_3 = new Position("e", 3);

  @Test
  void everythingUpToTheTargetIsWhole() {
    List<ChangeFrame> found = changes(4, 6);
    assertThat(Replay.of(AT_3, 6, found)).isEqualTo(new Replay.Whole(found));
    assertThat(Replay.of(AT_3, 5, found)).isEqualTo(new Replay.Whole(found));
  }

  @Test
  void nothingMissingIsWhole() {
    assertThat(Replay.of(AT_3, 3, List.of())).isEqualTo(new Replay.Whole(List.of()));
  }

  @Test
  void whatIsNotVisibleYetIsAskedForAgain() {
    assertThat(Replay.of(AT_3, 4, List.of())).isEqualTo(new Replay.NotYet());
    assertThat(Replay.of(AT_3, 6, changes(4, 5))).isEqualTo(new Replay.NotYet());
  }

  @Test
  void aHoleIsNeverPassedOver() {
    assertThat(Replay.of(AT_3, 6, changes(5, 6))).isEqualTo(new Replay.Lost());
    List<ChangeFrame> holed = new ArrayList<>(changes(4, 7));
    holed.remove(1);
    assertThat(Replay.of(AT_3, 7, holed)).isEqualTo(new Replay.Lost());
  }

  @Test
  void anotherNumberingIsAHole() {
    assertThat(Replay.of(new Position("f", 3), 4, changes(4, 4))).isEqualTo(new Replay.Lost());
  }

  @Test
  void moreThanAThousandAreRefetched() {
    assertThat(Replay.of(AT_3, 1003, changes(4, 1003))).isInstanceOf(Replay.Whole.class);
    assertThat(Replay.of(AT_3, 1004, changes(4, 1004))).isEqualTo(new Replay.Lost());
  }

  private static List<ChangeFrame> changes(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> new ChangeFrame(new Position("e", seq), new byte[0]))
        .toList();
  }
}
