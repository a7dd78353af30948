package ai.babymusic.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.babymusic.gateway.running.Client;
import ai.babymusic.gateway.running.Reply;
import ai.babymusic.gateway.running.RunningGateway;
import ai.babymusic.gateway.running.SignedIn;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways that follow one file of keys. */
class KeyRotationTest {

  private final JWK old = new ECKeyGenerator(Curve.P_256).keyID("old").generate();
  private final JWK young = new RSAKeyGenerator(2048).keyID("young").generate();
  private final Path file;
  private final List<RunningGateway> gateways;

  KeyRotationTest(@TempDir Path folder) throws Exception {
    file = folder.resolve("keys.json");
    write(old);
    var settings = Map.of("AUTH_JWKS_FILE", file.toString(), "AUTH_JWKS_CHECK", "100ms");
    gateways = List.of(RunningGateway.start(settings), RunningGateway.start(settings));
  }

  @AfterEach
  void stop() {
    gateways.forEach(RunningGateway::close);
  }

  @Test
  void rotationInTwoStepsLogsNobodyOut() throws Exception {
    SignedIn before = SignedIn.at(gateways.getFirst());
    assertThat(header(before.session()).getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    var stopped = new AtomicBoolean();
    var answered = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> load =
          threads.submit(() -> {
            Reply session = before.session();
            while (!stopped.get()) {
              session = refreshed(session);
              for (RunningGateway gateway : gateways) {
                assertLetIn(gateway, before.session());
                assertLetIn(gateway, session);
                answered.incrementAndGet();
              }
            }
          });
      try {
        write(old, young);
        await()
            .until(() -> gateways.stream().allMatch(g -> keys(g).equals(List.of("old", "young"))));
        goOn(answered, load);
        write(young, old);
        await()
            .until(() -> gateways.stream().allMatch(g -> keys(g).equals(List.of("young", "old"))));
        goOn(answered, load);
      } finally {
        stopped.set(true);
      }
      load.get();
    }

    JWSHeader after = header(SignedIn.at(gateways.getLast()).session());
    assertThat(after.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    assertThat(after.getKeyID()).isEqualTo("young");
  }

  @Test
  void aKeyThatWasTakenOutVerifiesNoMore() throws Exception {
    SignedIn before = SignedIn.at(gateways.getFirst());
    write(young);
    await().until(() -> before.client().get("/api/songs").status() == 401);
    assertThat(before.client().get("/api/songs").text("code")).isEqualTo("invalid_token");
  }

  @Test
  void aBrokenFileChangesNothing() throws Exception {
    RunningGateway gateway = gateways.getFirst();
    SignedIn before = SignedIn.at(gateway);
    var keys = gateway.bean(AccessTokenKeys.class);
    for (String broken : List.of("", "{\"keys\":[{\"kty\":", "{\"keys\":[]}")) {
      Files.writeString(file, broken);
      keys.follow();
      assertThat(keys(gateway)).containsExactly("old");
      assertThat(before.isLetIn()).isTrue();
    }
    Files.delete(file);
    keys.follow();
    assertThat(SignedIn.at(gateway).isLetIn()).isTrue();
    write(young, old);
    await().until(() -> keys(gateway).equals(List.of("young", "old")));
    assertThat(before.isLetIn()).isTrue();
  }

  private Reply refreshed(Reply session) {
    Reply next = gateways.getLast().client().refresh(session.text("refresh_token"));
    assertThat(next.status()).as(next.body()).isEqualTo(200);
    return next;
  }

  private static void assertLetIn(RunningGateway gateway, Reply session) {
    Client client = gateway.client().bearer(session.text("access_token"));
    Reply reply = client.get("/api/songs");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  /** Waits for requests that began after now. */
  private static void goOn(AtomicInteger answered, Future<?> load) {
    int now = answered.get();
    await().until(() -> load.isDone() || answered.get() > now + 10);
  }

  private static List<String> keys(RunningGateway gateway) {
    return gateway
        .client()
        .get("/auth/v1/.well-known/jwks.json")
        .json()
        .get("keys")
        .valueStream()
        .map(key -> key.get("kid").asString())
        .toList();
  }

  private static JWSHeader header(Reply session) throws ParseException {
    return SignedJWT.parse(session.text("access_token")).getHeader();
  }

  /** As one does it: nobody sees half of it. */
  private void write(JWK... keys) throws Exception {
    Path whole = file.resolveSibling("keys.json.new");
    Files.writeString(whole, new JWKSet(List.of(keys)).toString(false));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
