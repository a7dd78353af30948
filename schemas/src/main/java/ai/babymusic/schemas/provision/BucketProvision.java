package ai.babymusic.schemas.provision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the bucket if it is missing and says which origins may read it by script. */
final class BucketProvision {

  private static final Logger log = LoggerFactory.getLogger(BucketProvision.class);
  private static final int NOT_IMPLEMENTED = 501;

  private BucketProvision() {}

  static void run(ProvisionSettings.Storage storage) {
    try (S3Client s3 = client(storage)) {
      makeBucket(s3, storage.bucket());
      if (!storage.corsOrigins().isEmpty()) {
        allowOrigins(s3, storage);
      }
    }
  }

  private static S3Client client(ProvisionSettings.Storage storage) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(storage.region()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(storage.accessKeyId(), storage.secretAccessKey())));
    if (storage.endpoint() != null) {
      builder.endpointOverride(storage.endpoint());
    }
    return builder.build();
  }

  private static void makeBucket(S3Client s3, String bucket) {
    try {
      s3.headBucket(request -> request.bucket(bucket));
    } catch (NoSuchBucketException e) {
      try {
        s3.createBucket(request -> request.bucket(bucket));
      } catch (BucketAlreadyOwnedByYouException alreadyMade) {
        log.atDebug().setCause(alreadyMade).log("the bucket was made meanwhile");
      }
    }
  }

  private static void allowOrigins(S3Client s3, ProvisionSettings.Storage storage) {
    CORSRule rule =
        CORSRule.builder()
            .allowedOrigins(storage.corsOrigins())
            .allowedMethods("GET", "HEAD")
            .allowedHeaders("range")
            .exposeHeaders("accept-ranges", "content-length", "content-range", "etag")
            .maxAgeSeconds(3600)
            .build();
    try {
      s3.putBucketCors(request ->
          request.bucket(storage.bucket()).corsConfiguration(cors -> cors.corsRules(rule)));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
      log.atWarn()
          .addKeyValue("endpoint", storage.endpoint())
          .log(
              "this S3 server takes no CORS rules for a bucket: set them in its own configuration");
    }
  }
}
