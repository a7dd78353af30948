package ai.babymusic.worker.provider;

import tools.jackson.databind.node.ObjectNode;

/** Who makes the music. What differs between providers is behind this. */
public interface MusicProvider {

  /** Asks for a song, once: this never tries again by itself, since each try may be paid. */
  Submission submit(SongOrder order);

  /** Asks how a task is. */
  Lookup find(String taskId);

  /** What a task object means, however it came here. */
  TaskReport read(ObjectNode task);
}
