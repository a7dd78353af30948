package ai.babymusic.local.piapi;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The music provider's task API on this machine, with webhooks, audio and, on request, faults. It
 * may be killed at any moment: the next one on the same folder goes on with every task and sends
 * every webhook still owed.
 */
public final class PiapiSimulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PiapiSimulator.class);

  private final HttpServer server;
  private final ExecutorService handlers;
  private final Courier courier;
  private final AudioShelf shelf;
  private final FileChannel lock;

  private PiapiSimulator(
      HttpServer server,
      ExecutorService handlers,
      Courier courier,
      AudioShelf shelf,
      FileChannel lock) {
    this.server = server;
    this.handlers = handlers;
    this.courier = courier;
    this.shelf = shelf;
    this.lock = lock;
  }

  /**
   * Listens when it returns.
   *
   * @throws IOException if the port is taken, or the folder cannot be used or is in use
   */
  public static PiapiSimulator start(PiapiSimulatorSettings settings) throws IOException {
    FileChannel lock = lock(settings.folder());
    try {
      return start(settings, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static PiapiSimulator start(PiapiSimulatorSettings settings, FileChannel lock)
      throws IOException {
    TaskFolder tasks = TaskFolder.open(settings.folder().resolve("tasks"));
    FaultRules rules = FaultRules.open(settings.folder().resolve("faults.json"));
    HttpServer server = server(settings);
    URI publicUrl = settings.publicUrl() == null ? url(server) : settings.publicUrl();
    Courier courier = new Courier(new Retries(settings.webhookRetryDelay()), publicUrl);
    AudioShelf shelf = new AudioShelf();
    Plan plan = new Plan(settings.maxConcurrentTasks());
    for (StoredTask stored : tasks.all()) {
      plan.occupy(stored.task().taskId(), stored.task().timetable().endedAt());
      courier.take(stored);
    }
    ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(handlers);
    server.createContext(
        "/",
        new Routes(
            new TaskRoutes(settings, publicUrl, tasks, rules, plan, courier, shelf),
            new AudioRoute(tasks, shelf),
            new ConsoleRoutes(tasks, rules)));
    server.start();
    LOG.atInfo()
        .addKeyValue("url", url(server))
        .addKeyValue("tasks", tasks.all().size())
        .log("PIAPI simulator listens");
    return new PiapiSimulator(server, handlers, courier, shelf, lock);
  }

  /** Where its API is. */
  public URI url() {
    return url(server);
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    courier.close();
    shelf.close();
    handlers.shutdownNow();
    handlers.close();
    lock.close();
  }

  private static HttpServer server(PiapiSimulatorSettings settings) throws IOException {
    // Read once, when the JDK's server is first used: answers go out at once, and a kept
    // connection outlives the pools of the clients, which would meet its end with a POST.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "300");
    return HttpServer.create(new InetSocketAddress(settings.bindAddress(), settings.port()), 1024);
  }

  private static URI url(HttpServer server) {
    InetSocketAddress address = server.getAddress();
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "127.0.0.1"
            : address.getAddress().getHostAddress();
    return URI.create("http://" + host + ":" + address.getPort());
  }

  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      LOG.atDebug().setCause(e).log("locked by this process");
    }
    channel.close();
    throw new IOException("Another PIAPI simulator uses " + folder);
  }
}
