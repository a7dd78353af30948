package ai.babymusic.local.piapi;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes how the audio of some tracks is served, or which address of it is told. */
sealed interface AudioFault extends Fault {

  default Optional<BrokenAudio> breaks(int track) {
    return Optional.empty();
  }

  /** Audio of the tracks named, or of all, is not what it should be. */
  @JsonTypeName("audio")
  record Audio(BrokenAudio as, @Nullable List<Integer> tracks) implements AudioFault {
    @Override
    public Optional<BrokenAudio> breaks(int track) {
      return tracks == null || tracks.contains(track) ? Optional.of(as) : Optional.empty();
    }
  }

  /** Webhooks tell an address that has expired; who asks for the task is told a fresh one. */
  @JsonTypeName("expired_audio")
  record ExpiredAudio() implements AudioFault {}
}
