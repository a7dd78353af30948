package ai.babymusic.worker.audio;

import ai.babymusic.worker.generations.Generation;
import ai.babymusic.worker.settings.WorkerSettings;
import java.util.UUID;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Our own storage: {@code {user}/{song}/{generation}-{n}.{extension}}. A key is written once; only
 * this class writes and deletes there.
 */
@Component
class AudioStorage {

  private static final int ALREADY_THERE = 412;

  /** Beside all users' folders, which are called by their ids. */
  private static final String PROBE = "probe";

  private final S3Client s3;
  private final String bucket;
  private volatile boolean written;

  AudioStorage(S3Client s3, WorkerSettings settings) {
    this.s3 = s3;
    this.bucket = settings.s3().bucket();
  }

  /** Puts a track where it belongs, unless an earlier try has. Returns where that is. */
  String keep(Generation generation, int n, Fetch.Got track) {
    String key = ownPrefix(generation) + n + "." + track.format().extension();
    ContentStreamProvider content =
        ContentStreamProvider.fromInputStreamSupplier(track.spool()::read);
    try {
      s3.putObject(
          put ->
              put.bucket(bucket).key(key).contentType(track.format().mediaType()).ifNoneMatch("*"),
          RequestBody.fromContentProvider(
              content, track.spool().size(), track.format().mediaType()));
    } catch (S3Exception e) {
      if (e.statusCode() != ALREADY_THERE) {
        throw e;
      }
    }
    return "s3://" + bucket + "/" + key;
  }

  /** Removes what an attempt has stored. */
  void removeAttempt(Generation generation) {
    remove(ownPrefix(generation));
  }

  /** Removes all audio of a song. */
  void removeSong(UUID userId, UUID songId) {
    remove(songPrefix(userId, songId));
  }

  /**
   * Throws if the bucket cannot be reached. The first time it also writes there, and takes it away
   * again: who may not write must not begin songs that are paid for, and the first song finds the
   * way warm.
   */
  void check() {
    if (written) {
      s3.headBucket(head -> head.bucket(bucket));
      return;
    }
    s3.putObject(put -> put.bucket(bucket).key(PROBE), RequestBody.fromString("probe"));
    s3.deleteObject(delete -> delete.bucket(bucket).key(PROBE));
    written = true;
  }

  private void remove(String prefix) {
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .forEach(object -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
  }

  private static String ownPrefix(Generation generation) {
    return songPrefix(generation.userId(), generation.songId()) + generation.id() + "-";
  }

  private static String songPrefix(UUID userId, UUID songId) {
    return userId + "/" + songId + "/";
  }
}
