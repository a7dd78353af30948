package ai.babymusic.worker.submission;

import ai.babymusic.worker.generations.SongBrief;
import java.util.UUID;

/**
 * A call that whoever holds this may make, and nobody else ever.
 *
 * @param id of the attempt
 * @param refusals those before it, which tell it from the attempt's other calls
 */
record Call(UUID id, int refusals, SongBrief brief) {}
