package ai.babymusic.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.local.settings.PrivateFiles;
import ai.babymusic.systemtests.published.Device;
import ai.babymusic.systemtests.published.PublishedClient;
import ai.babymusic.systemtests.published.Somebody;
import ai.babymusic.systemtests.running.Parent;
import ai.babymusic.systemtests.running.RunningSystem;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages trust tokens by our public keys, and go on while those are exchanged. */
class SigningKeysTest {

  private static final String KEYS = "/auth/v1/.well-known/jwks.json";
  private static final int PARENTS = 6;

  private final RunningSystem system = RunningSystem.shared();
  private final PublishedClient client = PublishedClient.shared();
  private final Somebody somebody = Somebody.withAccount(client);

  @Test
  void thePublicKeysAreFetchedOnceAndTokensReadWithoutAsking() {
    Device device = signedIn();
    device.seen();

    var claims = device.call("getClaims").ok().get("claims");
    assertThat(device.seen().requests()).containsExactly("GET " + KEYS + " 200");

    assertThat(device.call("getClaims").ok().get("claims")).isEqualTo(claims);
    assertThat(device.seen().requests()).isEmpty();
    assertThat(claims.get("sub")).isEqualTo(device.session().at("/user/id"));
    assertThat(claims.get("email").asString()).isEqualTo(somebody.email());
    assertThat(claims.get("role").asString()).isEqualTo("authenticated");
  }

  @Test
  void keysAreExchangedUnderLoadAndNobodyIsLoggedOut() throws Exception {
    List<JWK> old = keys();
    JWK next =
        new RSAKeyGenerator(2048)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .keyID("next-" + UUID.randomUUID())
            .generate();
    List<Device> devices = Stream.generate(this::signedIn).limit(PARENTS).toList();

    try (var load = new Load(devices)) {
      load.awaitRounds(1);
      write(Stream.concat(old.stream(), Stream.of(next)).toList());
      await().until(() -> published().contains(next.getKeyID()));
      write(Stream.concat(Stream.of(next), old.stream()).toList());
      await().until(() -> signingKey(signedIn()).equals(next.getKeyID()));
      load.awaitRounds(2);
    }

    // One that leaked goes at once: its tokens are refused, and traded for better ones.
    Device late = signedIn();
    write(Stream.concat(old.stream(), Stream.of(next)).toList());
    await()
        .until(() -> {
          late.call("refreshSession").ok();
          return signingKey(late).equals(old.getFirst().getKeyID());
        });
    write(List.of(next));
    await().until(() -> !late.call("getUser").isOk());
    late.call("getUser").refused("AuthApiError", "bad_jwt");
    late.call("refreshSession").ok();
    assertThat(signingKey(late)).isEqualTo(next.getKeyID());
    late.call("getUser").ok();
  }

  /** Parents who read their claims, ask for their account and refresh, over and over. */
  private static final class Load implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private final List<CompletableFuture<Void>> parents;

    Load(List<Device> devices) {
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      parents =
          devices.stream()
              .map(device -> CompletableFuture.runAsync(() -> repeat(device), threads))
              .toList();
      threads.shutdown();
    }

    private void repeat(Device device) {
      while (!over.get()) {
        device.call("getClaims").ok();
        device.call("getUser").ok();
        device.call("refreshSession").ok();
        rounds.incrementAndGet();
      }
    }

    /** Until everybody has had so many more, on an average. */
    void awaitRounds(int more) {
      int enough = rounds.get() + more * parents.size();
      await()
          .until(() ->
              rounds.get() >= enough
                  || parents.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
    }

    /** Throws what any of them was refused. */
    @Override
    public void close() {
      over.set(true);
      parents.forEach(CompletableFuture::join);
    }
  }

  private Device signedIn() {
    Device device = client.device();
    device.signIn(somebody).ok();
    return device;
  }

  /** By what key the device's token was signed, after the client has verified it. */
  private static String signingKey(Device device) {
    return device.call("getClaims").ok().at("/header/kid").asString();
  }

  private List<JWK> keys() throws Exception {
    return JWKSet.parse(Files.readString(system.signingKeys())).getKeys();
  }

  private void write(List<JWK> keys) throws Exception {
    String set = new JWKSet(keys).toString(false);
    PrivateFiles.write(system.signingKeys(), set.getBytes(StandardCharsets.UTF_8));
  }

  private String published() {
    URI address = system.gateway().resolve(KEYS);
    return Parent.get(address).toString();
  }
}
