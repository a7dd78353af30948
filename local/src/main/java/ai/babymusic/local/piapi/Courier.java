package ai.babymusic.local.piapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every webhook at its time, and again as {@link Retries} says. */
final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Retries retries;
  private final WebhookPost post;
  private final HttpClient client;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("piapi-webhooks").factory());

  Courier(Retries retries, URI publicUrl) {
    this.retries = retries;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(senders)
            .build();
    post = new WebhookPost(client, publicUrl);
  }

  /** Takes over what this task still owes, be it all or what a killed simulator left. */
  void take(StoredTask stored) {
    if (!stored.task().order().endpoint().isEmpty()) {
      stored.task().timetable().callbacks().forEach(callback -> plan(stored, callback));
    }
  }

  private void plan(StoredTask stored, Callback callback) {
    retries
        .next(callback, stored.deliveries())
        .ifPresent(at -> {
          long wait = Math.max(0, Duration.between(Instant.now(), at).toNanos());
          try {
            var _ =
                clock.schedule(
                    () -> senders.execute(() -> send(stored, callback)),
                    wait,
                    TimeUnit.NANOSECONDS);
          } catch (RejectedExecutionException closed) {
            LOG.atDebug().addKeyValue("task_id", stored.task().taskId()).log("left for later");
          }
        });
  }

  private void send(StoredTask stored, Callback callback) {
    int attempt = 1 + (int) stored.deliveries().stream().filter(made -> made.of(callback)).count();
    try {
      Delivery delivery = post.send(stored.task(), callback, attempt);
      if (clock.isShutdown() && !delivery.confirmed()) {
        // Our own end, not the receiver's answer: the next start tries it again.
        return;
      }
      stored.add(delivery);
      LOG.atDebug()
          .addKeyValue("task_id", stored.task().taskId())
          .addKeyValue("kind", delivery.kind())
          .addKeyValue("attempt", attempt)
          .addKeyValue("answer", delivery.answer())
          .log("webhook sent");
      plan(stored, callback);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("task_id", stored.task().taskId())
          .setCause(e)
          .log("a webhook's answer cannot be kept; it is sent again after a restart");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    // Ends what is under way; whoever has an answer still writes it down.
    client.shutdownNow();
    senders.close();
  }
}
