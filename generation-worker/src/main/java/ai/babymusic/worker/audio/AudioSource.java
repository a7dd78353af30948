package ai.babymusic.worker.audio;

import ai.babymusic.worker.settings.WorkerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches tracks from where the provider put them, and trusts nothing: not the address, not its
 * redirects, not the size, not the type it is said to have.
 */
@Component
class AudioSource {

  private static final Logger log = LoggerFactory.getLogger(AudioSource.class);
  private static final int MOST_REDIRECTS = 3;
  private static final int CHUNK = 64 << 10;

  /** Thrown, not returned: the client would read the rest of an answer that was handled. */
  private static final class TooLarge extends IOException {}

  private static final class TooSlow extends IOException {}

  private static final class CutOff extends IOException {
    CutOff(IOException cause) {
      super(cause);
    }
  }

  private final CloseableHttpClient http;
  private final AllowedHosts allowed;
  private final Supplier<Spool> spools;
  private final long maxSize;
  private final Executor deadline;

  AudioSource(
      CloseableHttpClient audioHttp,
      AllowedHosts allowed,
      Supplier<Spool> spools,
      WorkerSettings settings) {
    this.http = audioHttp;
    this.allowed = allowed;
    this.spools = spools;
    this.maxSize = settings.audio().maxSize().toBytes();
    this.deadline =
        CompletableFuture.delayedExecutor(
            settings.audio().timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  Fetch fetch(String url) {
    try {
      URI uri = ExactUri.of(url);
      for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        if (allowed.lacks(uri)) {
          // The operator may still name it, and what was paid for must not be lost until then.
          log.atWarn().addKeyValue("host", uri.getHost()).log("not among AUDIO_ALLOWED_HOSTS");
          return new Fetch.Unreachable("host not allowed");
        }
        if (!allowed.allows(uri)) {
          return new Fetch.Refused("address not allowed");
        }
        Answer answer = get(uri);
        if (answer.fetch() != null) {
          return answer.fetch();
        }
        uri = uri.resolve(ExactUri.of(answer.location()));
      }
      return new Fetch.Refused("too many redirects");
    } catch (IllegalArgumentException e) {
      return new Fetch.Refused("not an address");
    } catch (TooLarge e) {
      return new Fetch.Refused("too large");
    } catch (TooSlow e) {
      return new Fetch.Bad("too slow");
    } catch (CutOff e) {
      return new Fetch.Bad("cut off");
    } catch (CheckedDns.PrivateAddress e) {
      return new Fetch.Refused("private address");
    } catch (IOException e) {
      return new Fetch.Unreachable(e.getClass().getSimpleName());
    }
  }

  private Answer get(URI uri) throws IOException {
    HttpGet request = new HttpGet(uri);
    // Timeouts of the socket start anew with each byte; this one does not.
    CompletableFuture<Void> alarm = CompletableFuture.runAsync(request::cancel, deadline);
    try {
      return http.execute(request, this::read);
    } catch (TooLarge e) {
      throw e;
    } catch (IOException e) {
      throw alarm.isDone() ? new TooSlow() : e;
    } finally {
      alarm.cancel(false);
    }
  }

  private Answer read(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (status >= HttpStatus.SC_REDIRECTION && status < HttpStatus.SC_BAD_REQUEST) {
      Header location = response.getFirstHeader(HttpHeaders.LOCATION);
      return location == null
          ? Answer.of(new Fetch.Bad("status " + status))
          : new Answer(null, location.getValue());
    }
    if (status != HttpStatus.SC_OK || response.getEntity() == null) {
      return Answer.of(
          isOfTheHost(status)
              ? new Fetch.Unreachable("status " + status)
              : new Fetch.Bad("status " + status));
    }
    if (response.getEntity().getContentLength() > maxSize) {
      throw new TooLarge();
    }
    return Answer.of(keep(response.getEntity().getContent()));
  }

  /** Whether the host speaks of itself, and not of the track. */
  private static boolean isOfTheHost(int status) {
    return status == HttpStatus.SC_REQUEST_TIMEOUT
        || status == HttpStatus.SC_TOO_MANY_REQUESTS
        || status >= HttpStatus.SC_INTERNAL_SERVER_ERROR;
  }

  private Fetch keep(InputStream content) throws IOException {
    Spool spool = spools.get();
    Fetch fetch = new Fetch.Unreachable("nothing read");
    try {
      fetch = judge(spool, copy(content, spool));
      return fetch;
    } finally {
      if (!(fetch instanceof Fetch.Got)) {
        spool.close();
      }
    }
  }

  private Fetch judge(Spool spool, long copied) {
    if (copied == 0) {
      return new Fetch.Bad("empty");
    }
    Optional<AudioFormat> format = AudioFormat.of(spool.start(AudioFormat.LOOKED_AT));
    return format.isPresent() ? new Fetch.Got(spool, format.get()) : new Fetch.Bad("not audio");
  }

  private long copy(InputStream from, Spool to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long copied = 0;
    for (int read = next(from, chunk, copied); read >= 0; read = next(from, chunk, copied)) {
      copied += read;
      if (copied > maxSize) {
        throw new TooLarge();
      }
      to.write(chunk, read);
    }
    return copied;
  }

  /** A host that sent something was there: it breaks off, and is not away. */
  private static int next(InputStream from, byte[] chunk, long copied) throws IOException {
    try {
      return from.read(chunk);
    } catch (IOException e) {
      throw copied == 0 ? e : new CutOff(e);
    }
  }
}
