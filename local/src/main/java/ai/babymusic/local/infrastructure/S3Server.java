package ai.babymusic.local.infrastructure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server on loopback whose objects are files in a folder. */
public final class S3Server implements AutoCloseable {

  private final S3Proxy server;
  private final URI endpoint;

  private S3Server(S3Proxy server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server; returns when it serves.
   *
   * @param dir a folder a bucket, a file an object
   */
  public static S3Server start(Path dir, int port, String accessKeyId, String secretAccessKey)
      throws Exception {
    Files.createDirectories(dir);
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(endpoint)
            .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
            .blobStore(new FilesystemNio2BlobStore(dir.toString()))
            // Browsers that fetch audio by script; locally from anywhere.
            .corsRules(
                new CrossOriginResourceSharing(
                    List.of(".*"),
                    List.of("GET", "HEAD"),
                    List.of("range"),
                    List.of("accept-ranges", "content-length", "content-range", "etag"),
                    "false"))
            .build();
    server.start();
    return new S3Server(server, endpoint);
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the S3 server did not stop", e);
    }
  }
}
