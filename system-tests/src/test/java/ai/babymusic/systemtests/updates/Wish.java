package ai.babymusic.systemtests.updates;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a parent may want to change, by a route each. */
enum Wish {
  RENAME(28),
  SET_FAVORITE(22),
  TOGGLE_FAVORITE(22),
  CHANGE_PROFILE(18),
  COUNT_THE_DAY(3),
  DELETE(3),
  REQUEST(1),
  CANCEL(1),
  RETRY(2);

  private static final List<Wish> AS_OFTEN_AS_THEY_COME =
      Arrays.stream(values())
          .flatMap(wish -> Collections.nCopies(wish.percent, wish).stream())
          .toList();

  private final int percent;

  Wish(int percent) {
    this.percent = percent;
  }

  static Wish any(RandomGenerator random) {
    return AS_OFTEN_AS_THEY_COME.get(random.nextInt(AS_OFTEN_AS_THEY_COME.size()));
  }
}
