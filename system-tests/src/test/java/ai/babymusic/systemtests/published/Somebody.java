package ai.babymusic.systemtests.published;

import ai.babymusic.systemtests.running.Mail;
import ai.babymusic.systemtests.running.RunningSystem;
import java.util.Map;
import java.util.UUID;

/** Somebody with an address and a password. */
public record Somebody(String email, String password) {

  public static Somebody isNew() {
    return new Somebody(newAddress(), "lullaby " + UUID.randomUUID());
  }

  public static String newAddress() {
    return "somebody-" + UUID.randomUUID() + "@example.com";
  }

  /** With an account, confirmed by code. */
  public static Somebody withAccount(PublishedClient client) {
    Somebody somebody = isNew();
    Device device = client.device();
    device.call("signUp", somebody.credentials()).ok();
    String code = somebody.nextMail().code();
    device
        .call("verifyOtp", Map.of("type", "signup", "email", somebody.email(), "token", code))
        .ok();
    device.call("signOut").ok();
    return somebody;
  }

  public Somebody withPassword(String other) {
    return new Somebody(email, other);
  }

  public Map<String, String> credentials() {
    return Map.of("email", email, "password", password);
  }

  public Mail nextMail() {
    return RunningSystem.shared().mailbox().next(email);
  }
}
