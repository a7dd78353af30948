package ai.babymusic.relay;

import static org.awaitility.Awaitility.await;

import ai.babymusic.local.testing.Infrastructure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a change takes from its commit to a consumer of Kafka, at a steady rate, and how
 * long a record takes there that is sent straight to Kafka in the same moments. Its name keeps it
 * out of the usual run:
 *
 * <pre>mvn -q -pl change-relay -am test -Dtest=Latency -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dchanges.per.second=300 -Dseconds=20</pre>
 */
class Latency {

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final Infrastructure place = Infrastructure.shared();
  private final String committed = UUID.randomUUID().toString();
  private final String sent = UUID.randomUUID().toString();
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private volatile boolean running = true;

  @Test
  void print() throws Exception {
    int rate = Integer.getInteger("changes.per.second", 300);
    int seconds = Integer.getInteger("seconds", 20);
    try (RelayProcess _ =
            RelayProcess.start(place.databaseUrl("change_relay"), place.kafkaBootstrapServers())
                .awaitReady();
        Announcements announcements = Announcements.by(place.adminDatabaseUrl());
        KafkaProducer<String, String> kafka =
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers",
                    place.kafkaBootstrapServers(),
                    "acks",
                    "all",
                    "linger.ms",
                    "0"),
                new StringSerializer(),
                new StringSerializer())) {
      Thread consumer = Thread.ofPlatform().start(this::consume);
      long[] commits = new long[rate * (seconds + (int) WARM_UP.toSeconds())];
      long[] sends = new long[commits.length];
      long[] acknowledged = new long[commits.length];
      long begin = System.nanoTime();
      for (int n = 0; n < commits.length; n++) {
        LockSupport.parkNanos(begin + 1_000_000_000L * n / rate - System.nanoTime());
        int number = n;
        sends[n] = System.nanoTime();
        var _ =
            kafka.send(
                new ProducerRecord<>(Announcements.TOPIC, sent, "{\"n\":" + n + "}"),
                (metadata, failure) -> acknowledged[number] = System.nanoTime() - sends[number]);
        announcements.announce(committed, n);
        commits[n] = System.nanoTime();
      }
      long late = System.nanoTime() - begin - 1_000_000_000L * commits.length / rate;
      await().atMost(Duration.ofMinutes(1)).until(() -> arrivals.size() == 2 * commits.length);
      running = false;
      consumer.join();
      System.out.printf(
          "%d changes a second for %d s (%d ms behind at the end), relay's heap 256 MB%n",
          rate, seconds, late / 1_000_000);
      int from = rate * (int) WARM_UP.toSeconds();
      print("commit -> consumer, through the relay", since(committed, commits), from);
      print("send -> consumer, straight to Kafka", since(sent, sends), from);
      print("send -> acknowledged", acknowledged, from);
    }
  }

  private void consume() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                place.kafkaBootstrapServers(),
                "group.id",
                committed,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(Announcements.TOPIC));
      while (running) {
        for (var change : consumer.poll(Duration.ofMillis(100))) {
          arrivals.putIfAbsent(change.key() + digits(change.value()), System.nanoTime());
        }
      }
    }
  }

  private long[] since(String key, long[] starts) {
    long[] latencies = new long[starts.length];
    Arrays.setAll(latencies, n -> arrivals.getOrDefault(key + n, 0L) - starts[n]);
    return latencies;
  }

  private static String digits(String payload) {
    return payload.replaceAll("[^0-9]", "");
  }

  private static void print(String what, long[] nanos, int from) {
    long[] sorted = Arrays.copyOfRange(nanos, from, nanos.length);
    Arrays.sort(sorted);
    System.out.printf(
        "%-40s p50 %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 95 / 100] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }
}
