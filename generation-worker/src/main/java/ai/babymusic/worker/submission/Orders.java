package ai.babymusic.worker.submission;

import ai.babymusic.schemas.webhooks.WebhookSecrets;
import ai.babymusic.worker.generations.SongBrief;
import ai.babymusic.worker.provider.SongOrder;
import ai.babymusic.worker.settings.WorkerSettings;
import java.net.URI;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes orders, each with an address and a secret of its own for what the provider reports. */
@Component
class Orders {

  private final URI publicUrl;
  private final WebhookSecrets secrets;

  Orders(WorkerSettings settings, WebhookSecrets secrets) {
    this.publicUrl = settings.webhook().publicUrl();
    this.secrets = secrets;
  }

  SongOrder order(UUID generationId, SongBrief brief) {
    URI callback =
        UriComponentsBuilder.fromUri(publicUrl)
            .pathSegment("webhooks", "piapi", generationId.toString())
            .build()
            .toUri();
    return new SongOrder(
        brief.name(),
        brief.instrumental() ? null : brief.lyrics(),
        Style.of(brief),
        callback,
        secrets.sign(generationId));
  }
}
