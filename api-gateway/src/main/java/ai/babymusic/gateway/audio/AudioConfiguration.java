package ai.babymusic.gateway.audio;

import ai.babymusic.gateway.GatewaySettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

@Configuration(proxyBeanMethods = false)
class AudioConfiguration {

  @Bean
  AudioLinks audioLinks(GatewaySettings settings, Clock clock) {
    GatewaySettings.Audio audio = settings.audio();
    return new AudioLinks(
        audio.publicEndpoint(),
        audio.region(),
        AwsCredentialsIdentity.create(audio.accessKeyId(), audio.secretAccessKey()),
        clock);
  }
}
