package ai.babymusic.gateway.signin.passwords;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
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

  private final DelegatingPasswordEncoder encoder;
  private final String nobodys;

  // Hashing keeps a core busy for a twentieth of a second and never waits. On a virtual thread it
  // would keep all others from running meanwhile, also one that holds a lock in the database; among
  // threads of its own the operating system shares the cores out. Fewer than there are cores.
  private final ExecutorService hashing =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Thread.ofPlatform().daemon().name("hashing-", 0).factory());

  Passwords() {
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
    return CompletableFuture.supplyAsync(work, hashing).join();
  }

  @Override
  public void destroy() {
    hashing.shutdown();
  }
}
