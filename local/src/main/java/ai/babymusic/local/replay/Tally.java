package ai.babymusic.local.replay;

/** What became of the dead letters, in the words of the command. */
final class Tally {

  private int broughtBack;
  private int failedAgain;
  private int left;

  /** Counts it, and says so in a line. */
  String count(DeadLetter letter) {
    String line = letter.record().offset() + "  ";
    if (letter.refusedAnnouncement() != null) {
      left++;
      line += "left, for its payload is in refused_announcements: " + letter.refusedAnnouncement();
    } else {
      broughtBack++;
      line += letter.originalTopic() + "  key " + letter.key();
      if (letter.replays() > 0) {
        failedAgain++;
        line += "  (replay " + (letter.replays() + 1) + ")";
      }
    }
    return line + "  because: " + letter.reason();
  }

  /** All of them, as in "Replayed 3 dead letters of …". */
  String summary(String verb, String topic) {
    if (broughtBack + left == 0) {
      return "Nothing to replay in " + topic;
    }
    String summary =
        "%s %d %s of %s"
            .formatted(verb, broughtBack, broughtBack == 1 ? "dead letter" : "dead letters", topic);
    if (failedAgain > 0) {
      summary += "; " + failedAgain + " had been replayed before and failed again";
    }
    if (left > 0) {
      summary += "; " + left + " left";
    }
    return summary;
  }
}
