package ai.babymusic.worker.submission;

import ai.babymusic.schemas.tracing.Traceparent;
import ai.babymusic.schemas.webhooks.WebhookSecrets;
import ai.babymusic.worker.generations.SongBrief;
import ai.babymusic.worker.provider.SongOrder;
import ai.babymusic.worker.settings.WorkerSettings;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes orders, each with an address and a secret of its own for what the provider reports. */
@Component
class Orders {

  private final URI publicUrl;
  private final WebhookSecrets secrets;
  private final Tracer tracer;

  Orders(WorkerSettings settings, WebhookSecrets secrets, Tracer tracer) {
    this.publicUrl = settings.webhook().publicUrl();
    this.secrets = secrets;
    this.tracer = tracer;
  }

  SongOrder order(UUID generationId, SongBrief brief) {
    return new SongOrder(
        brief.name(),
        brief.instrumental() ? null : brief.lyrics(),
        Style.of(brief),
        callback(generationId),
        secrets.sign(generationId));
  }

  /**
   * The provider passes no header of ours on. So where somebody records the trace, the address has
   * it, and the webhook's span stands in it, too; without it the report is linked when it is read.
   */
  private URI callback(UUID generationId) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromUri(publicUrl)
            .pathSegment("webhooks", "piapi", generationId.toString());
    Traceparent.current(tracer)
        .filter(Traceparent::isSampled)
        .ifPresent(trace -> address.queryParam(Traceparent.HEADER, trace.value()));
    return address.build().toUri();
  }
}
