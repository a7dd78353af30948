package ai.babymusic.worker.settings;

import ai.babymusic.schemas.webhooks.WebhookSecrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What signs callback addresses. */
@Configuration(proxyBeanMethods = false)
class Secrets {

  @Bean
  WebhookSecrets webhookSecrets(WorkerSettings settings) {
    return new WebhookSecrets(settings.webhook().signingKey());
  }
}
