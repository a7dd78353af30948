package ai.babymusic.systemtests.updates;

import ai.babymusic.systemtests.running.Parent;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** An account with songs, and what is known of how far its clients are. */
public final class Account {

  private final Parent parent;
  private final List<UUID> songs = new CopyOnWriteArrayList<>();
  private final AtomicLong farthest = new AtomicLong();

  private Account(Parent parent) {
    this.parent = parent;
  }

  public static Account signUp(URI gateway) {
    return new Account(Parent.signUp(gateway));
  }

  public UUID user() {
    return parent.id();
  }

  public Parent at(URI gateway) {
    return parent.at(gateway);
  }

  /** That the account has had the song; it may be deleted by now. */
  void has(UUID song) {
    songs.add(song);
  }

  /** One of the songs it has had. */
  UUID someSong(RandomGenerator random) {
    return songs.get(random.nextInt(songs.size()));
  }

  /** One of its clients was told of this change. */
  void told(long seq) {
    farthest.accumulateAndGet(seq, Math::max);
  }

  /** How far the farthest of its clients is. */
  long farthest() {
    return farthest.get();
  }
}
