package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.SongBrief;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Lyrics from our own stanzas: verse, chorus, verse, chorus, verse, ending, chosen by the brief's
 * seed, with the baby's name, and with the parent's idea as a verse of its own.
 */
@Component
class TemplateLyrics {

  static final int SHORTEST = 750;
  static final int LONGEST = 1000;

  private static final String NAMELESS = "little one";

  private final Map<String, StanzaBook> books =
      Subject.ALL.stream().collect(Collectors.toMap(Function.identity(), StanzaBook::named));
  private final List<String> calmEndings = StanzaBook.named("endings-calm").endings();
  private final List<String> livelyEndings = StanzaBook.named("endings-lively").endings();
  private final List<String> ideas = StanzaBook.named("ideas").verses();

  String compose(SongBrief brief) {
    RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(brief.seed());
    Subject subject = Subject.of(brief);
    StanzaBook book = books.getOrDefault(subject.name(), StanzaBook.named("calm"));
    List<String> verses = new ArrayList<>(book.verses());
    Collections.shuffle(verses, dice);
    if (brief.userLyricInput() != null && !brief.userLyricInput().isBlank()) {
      verses.add(1, pick(ideas, dice));
    }
    String chorus = pick(book.choruses(), dice);
    String ending = pick(subject.calm() ? calmEndings : livelyEndings, dice);
    List<String> song =
        new ArrayList<>(
            List.of(verses.get(0), chorus, verses.get(1), chorus, verses.get(2), ending));
    song.replaceAll(stanza -> fill(stanza, brief));
    return fit(song, fill(verses.get(3), brief));
  }

  /**
   * A long name or idea costs the last verse, then the second chorus; a short song gets a verse.
   */
  private static String fit(List<String> song, String spareVerse) {
    if (length(song) > LONGEST) {
      song.remove(4);
    }
    if (length(song) > LONGEST) {
      song.remove(3);
    }
    while (length(song) > LONGEST && song.size() > 1) {
      song.removeLast();
    }
    if (length(song) < SHORTEST && length(song) + 2 + spareVerse.length() <= LONGEST) {
      song.add(song.size() - 1, spareVerse);
    }
    return String.join("\n\n", song);
  }

  private static int length(List<String> song) {
    return String.join("\n\n", song).length();
  }

  private static String fill(String stanza, SongBrief brief) {
    Pronouns pronouns = Pronouns.of(brief.gender());
    return stanza
        .replace("{them}", pronouns.object())
        .replace("{their}", pronouns.possessive())
        .replace("{idea}", oneLine(brief.userLyricInput() == null ? "" : brief.userLyricInput()))
        .replace("{name}", babyName(brief));
  }

  static String babyName(SongBrief brief) {
    String name = brief.babyName() == null ? "" : oneLine(brief.babyName());
    return name.isEmpty() ? NAMELESS : name;
  }

  /** Without line breaks, and without a full stop that would come twice. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip().replaceAll("[.\\s]+$", "");
  }

  private static String pick(List<String> from, RandomGenerator dice) {
    return from.get(dice.nextInt(from.size()));
  }
}
