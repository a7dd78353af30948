package ai.babymusic.local;

import ai.babymusic.local.processes.LeftPostgres;
import ai.babymusic.local.processes.Programs;
import ai.babymusic.local.settings.DataFolder;
import ai.babymusic.local.settings.Ports;
import ai.babymusic.local.settings.Refusal;
import ai.babymusic.local.settings.Secrets;
import ai.babymusic.local.settings.Settings;
import ai.babymusic.local.settings.Signing;
import ai.babymusic.local.signing.SigningKeys;
import ai.babymusic.local.song.SongFailed;
import ai.babymusic.local.song.SongRun;
import ai.babymusic.local.supervision.Orphans;
import ai.babymusic.local.supervision.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A whole system on this machine, from an empty folder to ready, ended when this JVM ends. */
final class Instance {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final DataFolder data;
  private final Settings settings;

  private Instance(DataFolder data, Settings settings) {
    this.data = data;
    this.settings = settings;
  }

  /** Returns when every service is ready. */
  static Instance start(DataFolder data, Ports ports) throws IOException, InterruptedException {
    return start(data, ports, System.getenv(), false);
  }

  /** The same for {@link Programs#rehearsal()}; what the caller has set is left out of it. */
  static Instance rehearse(DataFolder data, Ports ports) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(Set.of("HOME", "LANG", "PATH", "TMPDIR"));
    return start(data, ports, environment, true);
  }

  private static Instance start(
      DataFolder data, Ports ports, Map<String, String> environment, boolean rehearsal)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    data.prepare();
    FileChannel lock = data.lock();
    if (lock == null) {
      throw new Refusal("Baby Music is already running on " + data.root());
    }
    endLeftovers(data);
    Signing signing = Signing.of(environment, ports, data);
    Settings settings = new Settings(environment, ports, data, Secrets.in(data));
    if (signing.own()) {
      SigningKeys.makeIfAbsent(signing.keys());
    }
    SigningKeys.read(signing.keys());
    settings.database();
    WantedPorts.of(settings).requireFree();

    Supervisor supervisor = new Supervisor(data.run(), Instance::say);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, data, lock)));
    HttpClient client = HttpClient.newHttpClient();
    Path home = Path.of(System.getProperty("baby-music.home", ".")).toAbsolutePath();
    Programs programs = new Programs(home, data, settings, client, rehearsal);
    say("Starting Baby Music on " + data.root());
    supervisor.start(programs.infrastructure());
    supervisor.awaitReady(START_LIMIT);
    supervisor.runOnce(programs.provision(), START_LIMIT);
    supervisor.start(programs.services());
    supervisor.awaitReady(START_LIMIT);
    double seconds = (System.nanoTime() - begin) / 1e9;
    say("Baby Music is ready");
    say(String.format(Locale.ROOT, "(after %.1f s)", seconds));
    Instance instance = new Instance(data, settings);
    instance.printAddresses();
    return instance;
  }

  /**
   * Makes one song and says where its audio lies.
   *
   * @throws Refusal with the reason if none came of it
   */
  void makeFirstSong() throws InterruptedException {
    URI gateway = URI.create(settings.gatewayUrl());
    URI provider = URI.create(settings.get("PIAPI_URL"));
    say("");
    try {
      URI url = new SongRun(gateway, provider, null, System.out, Terminal.isThere()).make();
      Path file = Path.of(data.s3() + url.getPath());
      if (Files.exists(file)) {
        say("  file    " + file);
      }
    } catch (SongFailed e) {
      throw new Refusal("no song: " + e.getMessage());
    }
  }

  /** Returns never: Ctrl-C and SIGTERM end the JVM through its shutdown hook. */
  int stayUp() throws InterruptedException {
    say("");
    say("Up until Ctrl-C.");
    Thread.currentThread().join();
    return 0;
  }

  private void printAddresses() {
    say("");
    say("  gateway   " + settings.gatewayUrl());
    say("  webhooks  " + settings.get("WEBHOOK_PUBLIC_URL"));
    say("  provider  " + settings.get("PIAPI_URL"));
    say("  storage   " + settings.get("S3_ENDPOINT"));
    say("  kafka     " + settings.get("KAFKA_BOOTSTRAP_SERVERS"));
    say("  database  psql '" + settings.get("DATABASE_URL") + "'");
    if (settings.startsSmtp()) {
      say("  mails     " + data.mail());
    }
    say("  logs      " + data.logs());
  }

  private static void endLeftovers(DataFolder data) throws IOException, InterruptedException {
    List<String> ended = new ArrayList<>(Orphans.end(data.run()));
    LeftPostgres.end(data.postgres())
        .ifPresent(pid -> ended.add("postgres's server (" + pid + ")"));
    if (!ended.isEmpty()) {
      say("Ended what an earlier run left: " + String.join(", ", ended));
    }
  }

  /** Holds the lock until then: a channel that nobody refers to is closed by the collector. */
  private static void stop(Supervisor supervisor, DataFolder data, FileChannel lock) {
    say("Stopping");
    supervisor.close();
    try {
      LeftPostgres.end(data.postgres());
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
