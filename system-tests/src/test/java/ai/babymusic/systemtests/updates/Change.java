package ai.babymusic.systemtests.updates;

import java.util.UUID;

/**
 * A change as a client is told of it, and as the database has it.
 *
 * @param type such as {@code song.updated}
 * @param position the id of its event, {@code epoch.seq}
 * @param row the id of the song, variation or profile
 * @param user whose it is
 */
record Change(String type, String position, UUID row, UUID user) {

  static long seq(String position) {
    return Long.parseLong(position.substring(position.indexOf('.') + 1));
  }

  long seq() {
    return seq(position);
  }

  @Override
  public String toString() {
    return position + " " + type + " of " + row;
  }
}
