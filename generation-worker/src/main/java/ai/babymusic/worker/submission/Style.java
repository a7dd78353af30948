package ai.babymusic.worker.submission;

import ai.babymusic.worker.generations.SongBrief;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what a song shall sound like. */
final class Style {

  private Style() {}

  static String of(SongBrief brief) {
    List<String> wishes = new ArrayList<>();
    wishes.add(occasion(brief));
    wishes.add(mood(brief.mood()));
    wishes.add(tempo(brief.tempo()));
    if (brief.instrumental()) {
      wishes.add("instrumental, no voice, the melody carried by a single gentle instrument");
    } else {
      wishes.add(voice(brief.voiceType()));
      wishes.add("clear diction, every word easy to understand");
    }
    wishes.add("children's music for a baby, simple harmonies, soft dynamics, clean recording");
    return String.join("; ", wishes.stream().filter(wish -> !wish.isEmpty()).toList());
  }

  private static String occasion(SongBrief brief) {
    if (brief.presetType() != null) {
      return switch (brief.presetType()) {
        case "playing" -> "bouncy play-along song, ukulele, xylophone, hand claps, 115 BPM";
        case "eating" -> "cheerful meal-time song, pizzicato strings, clarinet, shaker, 100 BPM";
        case "sleeping" -> "lullaby, music box, felt piano, warm strings, 60 BPM, fading out";
        default -> "funny potty song, tuba, kazoo, toy piano, finger snaps, 90 BPM";
      };
    }
    return theme(brief.theme());
  }

  private static String theme(@Nullable String theme) {
    if (theme == null) {
      return "nursery song, acoustic guitar, glockenspiel";
    }
    return switch (theme) {
      case "pitchDevelopment" -> "call and response, rising and falling scales, bells, recorder";
      case "cognitiveSpeech" -> "rhythmic speech-song, short repeated phrases, marimba, bongos";
      case "sleepRegulation" -> "slow ambient lullaby, ocean-like pads, harp, breathing pulse";
      case "socialEngagement" -> "sing-along circle song, accordion, tambourine, children's choir";
      case "indianClassical" ->
          "gentle Indian classical, bansuri, sitar, tanpura drone, soft tabla";
      default -> "western classical chamber music, string quartet, flute, harp, waltz";
    };
  }

  private static String mood(@Nullable String mood) {
    if (mood == null) {
      return "";
    }
    return switch (mood) {
      case "calm" -> "calm and tender";
      case "playful" -> "playful and witty";
      case "learning" -> "curious and bright";
      default -> "energetic and joyful, never loud";
    };
  }

  private static String tempo(@Nullable String tempo) {
    if (tempo == null) {
      return "";
    }
    return switch (tempo) {
      case "slow" -> "slow tempo";
      case "medium" -> "medium tempo";
      default -> "fast tempo";
    };
  }

  private static String voice(@Nullable String voice) {
    return "calmMale".equals(voice) ? "calm, warm male voice" : "soft, close female voice";
  }
}
