package ai.babymusic.gateway.signin.passwords;

import ai.babymusic.gateway.signin.protocol.AuthError;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * How passwords are kept: bcrypt, with its name in front, so that a stronger scheme can follow; a
 * hash without a name is bcrypt too, as in accounts that come from Supabase. bcrypt was kept over
 * Argon2 because both directions of a move work with it, and its one trap, that it reads only 72
 * bytes, is closed by refusing longer passwords, as the contract does.
 */
@Component
public class Passwords implements DisposableBean {

  /** For each thread: some five seconds' work. Whoever came later would not wait to its end. */
  private static final int LONGEST_LINE = 100;

  private final DelegatingPasswordEncoder encoder;
  private final String nobodys;

  // Hashing keeps a core busy for a twentieth of a second and never waits. On a virtual thread it
  // would keep all others from running meanwhile, also one that holds a lock in the database; among
  // threads of its own the operating system shares the cores out. Fewer than there are cores.
  private final ExecutorService hashing;

  Passwords() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    hashing =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(threads * LONGEST_LINE),
            Thread.ofPlatform().daemon().name("hashing-", 0).factory());
    var bcrypt = new BCryptPasswordEncoder(10);
    encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", bcrypt));
    encoder.setDefaultPasswordEncoderForMatches(bcrypt);
    nobodys = hash(UUID.randomUUID().toString());
  }

  /** Of a password that {@link PasswordRules} let pass. */
  public String hash(String password) {
    return inTurn(() -> String.valueOf(encoder.encode(password)));
  }

  /**
   * Whether the password belongs to the hash. Without a hash, or with a password that none can
   * belong to, it does the same work and says no.
   */
  public boolean matches(String password, @Nullable String hash) {
    boolean possible = hash != null && PasswordRules.fits(password);
    String tried = PasswordRules.fits(password) ? password : "";
    return inTurn(() -> encoder.matches(tried, hash == null ? nobodys : hash)) && possible;
  }

  /** Whether a hash is weaker than what is made now, and should be replaced when it can be. */
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, hashing).join();
    } catch (RejectedExecutionException e) {
      throw AuthError.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "unexpected_failure",
          "Too many sign-ins at once, please try again");
    }
  }

  @Override
  public void destroy() {
    hashing.shutdown();
  }
}
