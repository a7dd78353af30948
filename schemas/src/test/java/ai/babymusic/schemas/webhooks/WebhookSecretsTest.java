package ai.babymusic.schemas.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {

  private static final UUID GENERATION = UUID.fromString("0197f7a4-9b1e-7c52-8a52-1f0b6a3f4d11");
  private static final String OLD_KEY = "the-old-signing-key";
  private static final String NEW_KEY = "the-new-signing-key";

  @Test
  void theSecretIsTheHmacOfTheGenerationId() {
    // printf %s 0197f7a4-9b1e-7c52-8a52-1f0b6a3f4d11 | openssl dgst -sha256 -hmac
    // the-old-signing-key
    assertThat(new WebhookSecrets(OLD_KEY).sign(GENERATION))
        .isEqualTo("3e80300e7f7975ca764f960c36c1bf207e7ccfd1e7b6f720865f2afa144a9e2b");
  }

  @Test
  void aReplacedKeyStillVerifiesButNoLongerSigns() {
    WebhookSecrets before = new WebhookSecrets(OLD_KEY);
    WebhookSecrets after = new WebhookSecrets(NEW_KEY + ", " + OLD_KEY);

    assertThat(after.verify(GENERATION, before.sign(GENERATION))).isTrue();
    assertThat(before.verify(GENERATION, after.sign(GENERATION))).isFalse();
    assertThat(after.all(GENERATION)).contains(before.sign(GENERATION), after.sign(GENERATION));
  }

  @Test
  void aSecretOpensOneGenerationOnly() {
    WebhookSecrets secrets = new WebhookSecrets(OLD_KEY);

    assertThat(secrets.verify(UUID.randomUUID(), secrets.sign(GENERATION))).isFalse();
    assertThat(secrets.verify(GENERATION, "")).isFalse();
  }

  @Test
  void aMissingOrShortKeyStopsTheStart() {
    assertThatThrownBy(() -> new WebhookSecrets(" , ")).hasMessageContaining("WEBHOOK_SIGNING_KEY");
    assertThatThrownBy(() -> new WebhookSecrets("short")).hasMessageContaining("16");
  }
}
