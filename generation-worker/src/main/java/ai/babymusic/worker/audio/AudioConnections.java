package ai.babymusic.worker.audio;

import ai.babymusic.worker.settings.WorkerSettings;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The connections that audio comes and goes by; both are kept and used again. */
@Configuration(proxyBeanMethods = false)
class AudioConnections {

  private static final Timeout TO_CONNECT = Timeout.ofSeconds(5);
  private static final Timeout BETWEEN_BYTES = Timeout.ofSeconds(20);
  private static final int MOST_CONNECTIONS = 50;

  /** At once: who waits for a connection behind our own would be taken for slow. */
  static final int MOST_COPIES = MOST_CONNECTIONS - 10;

  @Bean
  AllowedHosts allowedHosts(WorkerSettings settings) {
    return new AllowedHosts(settings.audio().allowedHosts());
  }

  @Bean
  CloseableHttpClient audioHttp(AllowedHosts allowed) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDns(allowed))
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(TO_CONNECT)
                        .setSocketTimeout(BETWEEN_BYTES)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(BETWEEN_BYTES).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .evictIdleConnections(TimeValue.ofMinutes(1))
        .build();
  }

  @Bean
  Supplier<Spool> spools() {
    return Spool::open;
  }

  @Bean
  S3Client s3(WorkerSettings settings) {
    WorkerSettings.S3 s3 = settings.s3();
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .forcePathStyle(true)
        .region(Region.of(s3.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(s3.accessKeyId(), s3.secretAccessKey())))
        // Not every storage that speaks S3 knows the trailing checksums that are the default.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }
}
