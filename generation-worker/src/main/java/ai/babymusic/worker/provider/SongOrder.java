package ai.babymusic.worker.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is ordered.
 *
 * @param lyrics absent for an instrumental
 * @param style what it shall sound like
 * @param callback where the provider reports, for this attempt alone
 * @param secret what it has to echo there
 */
public record SongOrder(
    String title, @Nullable String lyrics, String style, URI callback, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "SongOrder[callback=" + callback + "]";
  }
}
