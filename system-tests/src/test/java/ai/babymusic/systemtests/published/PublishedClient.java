package ai.babymusic.systemtests.published;

import ai.babymusic.schemas.events.EventCodec;
import ai.babymusic.systemtests.running.RunningSystem;
import ai.babymusic.systemtests.running.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The clients as npm has them, on many devices, in one process of Node. */
public final class PublishedClient {

  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Process process;
  private final PrintWriter orders;

  private record Waiting(String call, CompletableFuture<Answer> answer) {}

  private static final class Shared {
    private static final PublishedClient INSTANCE = start();
  }

  private PublishedClient(Process process) {
    this.process = process;
    this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread.ofVirtual().name("devices").start(this::read);
  }

  private static PublishedClient start() {
    try {
      var client = new PublishedClient(Node.devices(RunningSystem.shared().gateway()));
      Runtime.getRuntime().addShutdownHook(new Thread(client.process::destroy));
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client of this JVM, for {@link RunningSystem#shared}; without Node the test is skipped. */
  public static PublishedClient shared() {
    Node.assumeReady();
    return Shared.INSTANCE;
  }

  /** A device on which links lead back with the session itself. */
  public Device device() {
    return open(Map.of("flowType", "implicit"));
  }

  /** A device on which links lead back with a code, of use to this device alone. */
  public Device deviceWithPkce() {
    return open(Map.of("flowType", "pkce"));
  }

  /** A device with all of {@code @supabase/supabase-js}; the others have its sign-in alone. */
  public Device deviceOfFrontend() {
    return open(Map.of("flowType", "implicit"), true);
  }

  /** A device with the key of an operator in place of the one that is public. */
  public Device deviceOfOperator() {
    String token = RunningSystem.shared().operatorToken();
    return open(Map.of("headers", Map.of("apikey", token, "Authorization", "Bearer " + token)));
  }

  /** A device that knows what the other one knows, now. */
  public Device copyOf(Device device) {
    var copy = new Device(this, numbers.incrementAndGet());
    copy.ask("open", Map.of("options", Map.of("flowType", "implicit"), "like", device.number()));
    return copy;
  }

  private Device open(Map<String, ?> options) {
    return open(options, false);
  }

  private Device open(Map<String, ?> options, boolean whole) {
    var device = new Device(this, numbers.incrementAndGet());
    device.ask("open", Map.of("options", options, "whole", whole));
    return device;
  }

  CompletableFuture<Answer> ask(int device, String act, Map<String, ?> details) {
    int id = numbers.incrementAndGet();
    var order = new TreeMap<String, Object>(details);
    order.putAll(Map.of("id", id, "act", act, "device", device));
    var answer = new CompletableFuture<Answer>();
    waiting.put(id, new Waiting(act + " " + details, answer));
    orders.println(EventCodec.JSON.writeValueAsString(order));
    return answer;
  }

  private void read() {
    try {
      process
          .inputReader(StandardCharsets.UTF_8)
          .lines()
          .map(EventCodec.JSON::readTree)
          .forEach(this::take);
    } finally {
      var gone = new IOException("the devices' process has ended, see target/javascript");
      waiting.values().forEach(one -> one.answer().completeExceptionally(gone));
    }
  }

  private void take(JsonNode said) {
    said.get("secrets")
        .forEach(
            secret -> Secrets.note(secret.get("kind").asString(), secret.get("value").asString()));
    Waiting asked = waiting.remove(said.get("id").asInt());
    if (asked == null) {
      throw new IllegalStateException("nobody asked for " + said);
    }
    if (said.has("thrown")) {
      asked
          .answer()
          .completeExceptionally(
              new AssertionError(asked.call() + " threw " + said.get("thrown").asString()));
    } else {
      asked.answer().complete(new Answer(asked.call(), said.get("data"), said.get("error")));
    }
  }
}
