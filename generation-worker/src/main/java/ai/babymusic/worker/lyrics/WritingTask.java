package ai.babymusic.worker.lyrics;

import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.generations.SongBrief;
import org.jspecify.annotations.Nullable;

/**
 * Lyrics to be written, or the reason why none are.
 *
 * @param sourceUnwritten the source to note if nothing is written; null: that of the attempt before
 */
record WritingTask(SongBrief brief, boolean toWrite, @Nullable String sourceUnwritten) {

  static WritingTask of(Generation generation, SongBrief brief) {
    // Our own next attempt sings what the one before was submitted with: that one may still come.
    boolean kept = generation.requestedBy().equals("system") && brief.lyrics() != null;
    return new WritingTask(
        brief, !brief.instrumental() && !kept, brief.instrumental() ? "none" : null);
  }
}
